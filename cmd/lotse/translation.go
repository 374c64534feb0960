package main

import (
	"fmt"

	"lotse/cms/translation"
	"lotse/internal/machine"
)

// newTranslations makes the service that has texts translated, with the services that there are keys for.
func (a *app) newTranslations() (*translation.Service, error) {
	providers, err := a.config.providers()
	if err != nil {
		return nil, err
	}
	return translation.New(translation.Deps{DB: a.pool, Jobs: a.jobs, CMS: a.cms, Policy: a.policy, Providers: providers, Log: a.log}), nil
}

// providers are the translation services of the environment.
func (c config) providers() ([]machine.Provider, error) {
	var out []machine.Provider
	if c.DeepLKey != "" {
		deepl, err := machine.NewDeepL(machine.Options{URL: c.DeepLURL, Key: c.DeepLKey})
		if err != nil {
			return nil, fmt.Errorf("LOTSE_DEEPL_KEY, LOTSE_DEEPL_URL: %w", err)
		}
		out = append(out, deepl)
	}
	if c.LibreURL != "" {
		libre, err := machine.NewLibreTranslate(machine.Options{URL: c.LibreURL, Key: c.LibreKey})
		if err != nil {
			return nil, fmt.Errorf("LOTSE_LIBRETRANSLATE_URL: %w", err)
		}
		out = append(out, libre)
	}
	return out, nil
}

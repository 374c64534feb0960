package main

import (
	"lotse/cms/webhook"
	"lotse/internal/outbound"
)

// newWebhooks makes the service that tells other programs of changes. Only a demo may call this machine itself.
func (a *app) newWebhooks() (*webhook.Service, error) {
	var options outbound.Options
	if a.config.demo() {
		options.Allow = outbound.Loopback()
	}
	return webhook.New(webhook.Deps{
		DB: a.pool, Jobs: a.jobs, Policy: a.policy, Types: a.types, Caller: outbound.New(options), Secret: a.secret,
		BaseURL: a.config.BaseURL, Version: version, Log: a.log,
	})
}

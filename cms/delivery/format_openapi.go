package delivery

import (
	"fmt"
	"mime"
	"strings"

	"lotse/schema"
)

// bareMedia is a media type without its parameters.
func bareMedia(media string) string {
	bare, _, err := mime.ParseMediaType(media)
	if err != nil {
		panic("delivery: a media type of ours cannot be read: " + err.Error())
	}
	return bare
}

// sample is a value of the type that the answer has in the OpenAPI document: an object for JSON, text for all else.
func (f format) sample() any {
	if strings.Contains(f.media, "json") {
		return map[string]any{}
	}
	return ""
}

// expandFormats replaces the paths of the formats by those of every type that has them.
func expandFormats(paths object, types []*schema.Type) {
	for at, list := range [][]format{listFormats, itemFormats} {
		for _, f := range list {
			path, verb := "/{type}."+f.suffix, "list"
			if at == 1 {
				path, verb = "/{type}/{idOrSlug}."+f.suffix, "get"
			}
			general := paths[Prefix+path]
			delete(paths, Prefix+path)
			for _, t := range types {
				if f.fits != nil && !f.fits(t) {
					continue
				}
				var params []any
				if at == 0 {
					params = typeParams(t)
				}
				one := typed(general, verb, t, nil, params)
				get := one["get"].(object)
				get["operationId"] = fmt.Sprint(get["operationId"], strings.ToUpper(f.suffix[:1]), f.suffix[1:])
				paths[Prefix+strings.Replace(path, "{type}", t.Name, 1)] = one
			}
		}
	}
}

package schema

// geoParts: WGS 84, degrees.
var geoParts = resolved(
	&Field{Name: "lat", Kind: "number", Required: true, Min: number(-90), Max: number(90)},
	&Field{Name: "lng", Kind: "number", Required: true, Min: number(-180), Max: number(180)},
)

func number(n float64) *float64 { return &n }

// geoKind is a point on the map.
var geoKind = &kind{
	keys:       []string{"derive"},
	filterable: true,
	tidy:       func(_ *Field, v any, _ Part) any { return tidyObject(v, geoParts) },
	check: func(c *checker, _ *Field, at string, v any) {
		if m, ok := c.object(at, v, geoParts); ok && len(m) == 2 {
			if c.formats.Var(m["lat"], "latitude") != nil || c.formats.Var(m["lng"], "longitude") != nil {
				c.problem(at, CodeBadFormat, "format", "geo")
			}
		}
	},
	schema: func(_ *Field, mode Mode, _ Part) map[string]any { return objectSchema(geoParts, mode) },
	// A point is found by distance and box (Type.Point), not by equality.
	facet: func(*Field, any) any { return nil },
}

// pointOf reads a complete point.
func pointOf(v any) (lat, lng float64, ok bool) {
	m, _ := v.(map[string]any)
	lat, okLat := m["lat"].(float64)
	lng, okLng := m["lng"].(float64)
	return lat, lng, okLat && okLng
}

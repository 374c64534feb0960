package formats

import (
	"encoding/json"

	"lotse/schema"
)

// HasPoint reports whether items of a type can have a place on the map.
func HasPoint(t *schema.Type) bool { return len(PointFields(t)) > 0 }

// PointFields are the fields that a place on the map is read from.
func PointFields(t *schema.Type) []string {
	var names []string
	for _, f := range t.Fields {
		if f.Kind == "geo" && f.Public() {
			names = append(names, f.Name)
		}
	}
	return names
}

// feature is an item on the map (RFC 7946).
type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   geometry       `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

// geometry is a point: longitude, then latitude.
type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

// collection is the document; next is a member of our own, which RFC 7946 (6.1) allows.
type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
	Next     string    `json:"next,omitempty"`
}

// GeoJSON writes the items that have a point. Their fields stand among the properties by their names.
func GeoJSON(s *Set) ([]byte, error) {
	c := collection{Type: "FeatureCollection", Features: []feature{}, Next: s.Next}
	for at := range s.Items {
		i := &s.Items[at]
		lat, lng, ok := i.point()
		if !ok {
			continue
		}
		c.Features = append(c.Features, feature{"Feature", i.ID.String(), geometry{"Point", [2]float64{lng, lat}}, s.properties(i)})
	}
	return json.Marshal(c)
}

func (s *Set) properties(i *Item) map[string]any {
	p := map[string]any{}
	for _, f := range i.Type.Fields {
		if v, has := i.Fields[f.Name]; has && f.Kind != "geo" {
			p[f.Name] = v
		}
	}
	p["type"], p["slug"], p["locale"], p["url"] = i.TypeName, i.Slug, i.Locale, s.Links.item(i)
	p["organisation"], p["updatedAt"] = i.Organisation.Name, i.UpdatedAt
	return p
}

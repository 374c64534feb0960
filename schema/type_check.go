package schema

import (
	"slices"
	"strings"

	"lotse/internal/language"
	"lotse/workflow"
)

// Limits of a type.
const (
	maxSorts    = 6
	maxFields   = 100
	maxOptions  = 200
	maxListSize = 200
)

var (
	typeName    = mustMatch(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	fieldName   = mustMatch(`^[a-z][A-Za-z0-9]{0,39}$`)
	optionValue = mustMatch(`^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$`)
)

// reservedTypes are the words that stand in the paths of the delivery and management API, or that
// programs ask for at such places.
var reservedTypes = strings.Fields(`
	accounts actions activity admin api archive assets atom background bookmarks calendar categories cdn
	compare content csv demo docs embed entries events-stream export facets favicon feed feedback feeds
	geojson graphql healthz hsds ical ics import imports include jobs json-feed jsonld link links livez
	locales login logout mail me media memberships metrics near new oidc openapi openapi-json
	organisations password permissions places preview problems public queue readyz releases render
	reports revisions robots roles rss schema schemas search security session sessions settings site
	sitemap sitemaps sites static stats status stream submissions submit suggest suggestions sync
	taxonomies tokens translations types upload uploads users v1 v2 variants verify version webhooks
	well-known workflows xliff`)

// reservedFields are what an item holds beside its fields, and the parameters of a list: a filter or
// sort of that name could not be told from them.
var reservedFields = strings.Fields(`
	bbox createdAt cursor entry expiresAt fallback fallbackFields fields filter id include included
	limit locale locales near organisation publishedAt q radius revision slug sort translation type
	updatedAt verifiedAt version`)

// SchemaOrgTypes are what a type may be in the vocabulary of schema.org. Without one an entry is a CreativeWork.
var SchemaOrgTypes = []string{
	"Article", "CreativeWork", "DefinedTerm", "Event", "GovernmentService", "JobPosting", "Organization", "Place", "Service",
}

func localeTags() []string { return language.Tags() }

// commonKeys are understood by fields of every kind.
var commonKeys = []string{
	"name", "kind", "label", "help", "example", "section", "required", "localised", "personal", "internal", "filter", "sort", "was",
}

// check judges all types together, because references cross them, and makes the registry.
func (l *loader) check() {
	byName := map[string]*Type{}
	for _, t := range l.types {
		if other, twice := byName[t.Name]; twice && t.Name != "" {
			l.wrong(t, "name", "the type %q stands in %s already", t.Name, l.at[other].file)
			continue
		}
		byName[t.Name] = t
	}
	for _, t := range l.types {
		l.checkType(t)
		l.checkFields(t, t.Fields, nil)
	}
	for _, t := range l.types {
		for _, f := range t.Fields {
			l.checkReferences(t, f, byName)
		}
	}
	if len(l.types) == 0 && len(l.problems) == 0 {
		l.problem(".", 0, "there are no content types")
	}
	if len(l.problems) > 0 {
		return
	}
	for _, t := range l.types {
		if err := t.resolve(); err != nil {
			l.wrong(t, "", "%v", err)
		}
		l.ready[t.Name] = t
	}
}

func (l *loader) checkType(t *Type) {
	where := l.at[t]
	for _, key := range []string{"name", "label", "plural", "title", "fields"} {
		if _, ok := where.keys[key]; !ok {
			l.wrong(t, "", "the type has no %q", key)
		}
	}
	switch {
	case t.Name == "":
	case !typeName(t.Name) || len(t.Name) > 40:
		l.wrong(t, "name", "the name %q must be lower case letters and digits with single hyphens, at most 40", t.Name)
	case slices.Contains(reservedTypes, t.Name):
		l.wrong(t, "name", "the name %q is a reserved word of the addresses of the API", t.Name)
	}
	if t.Slug == "" {
		t.Slug = t.Title
	}
	for _, key := range []string{"title", "slug"} {
		name := map[string]string{"title": t.Title, "slug": t.Slug}[key]
		if f := find(t.Fields, name); name != "" && (f == nil || f.Kind != "text" || f.Multiline) {
			l.wrong(t, key, "%s names %q, which is no field of kind text on one line", key, name)
		}
	}
	if f := find(t.Fields, t.ValidUntil); t.ValidUntil != "" {
		if f == nil || f.Localised || f.Kind != "date" && f.Kind != "dateTime" && f.Kind != "recurrence" {
			l.wrong(t, "validUntil", "validUntil names %q, which is no shared field of kind date, dateTime or recurrence", t.ValidUntil)
		}
	}
	if !slices.Contains(workflow.Names(), t.Workflow) {
		l.wrong(t, "workflow", "there is no workflow %q; there are %s", t.Workflow, strings.Join(workflow.Names(), ", "))
	}
	if t.SchemaOrg != "" && !slices.Contains(SchemaOrgTypes, t.SchemaOrg) {
		l.wrong(t, "schemaOrg", "schemaOrg must be one of %s", strings.Join(SchemaOrgTypes, ", "))
	}
	if t.VerifyEvery.Months < 0 || t.VerifyEvery.Days < 0 || t.VerifyEvery.Months > 120 || t.VerifyEvery.Days > 3650 {
		l.wrong(t, "verifyEvery", "verifyEvery must lie between nothing and ten years")
	}
	sorts := 0
	for _, f := range t.Fields {
		if f.Sort {
			if sorts++; sorts > maxSorts {
				l.wrong(f, "sort", "the type has more than %d sorts; %q is one too many", maxSorts, f.Name)
			}
		}
		if f.Section == "" && len(t.Sections) > 0 {
			l.wrong(f, "", "the field %q is in no section", f.Name)
		}
		if f.Section != "" && !slices.ContainsFunc(t.Sections, func(s Section) bool { return s.Name == f.Section }) {
			l.wrong(f, "section", "there is no section %q", f.Section)
		}
	}
	if len(t.Fields) > maxFields {
		l.wrong(t, "fields", "the type has more than %d fields", maxFields)
	}
}

func find(fields []*Field, name string) *Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// checkFields judges the fields of a type, or of a list in it.
func (l *loader) checkFields(t *Type, fields []*Field, list *Field) {
	seen := map[string]bool{}
	for _, f := range fields {
		where := l.at[f]
		for _, key := range []string{"name", "kind", "label"} {
			if _, ok := where.keys[key]; !ok {
				l.wrong(f, "", "the field %q has no %q", f.Name, key)
			}
		}
		switch {
		case f.Name == "":
		case !fieldName(f.Name):
			l.wrong(f, "name", "the name %q must be letters and digits, beginning with a lower case letter, at most 40", f.Name)
		case seen[f.Name]:
			l.wrong(f, "name", "the field %q stands here twice", f.Name)
		case slices.Contains(reservedFields, f.Name):
			l.wrong(f, "name", "the name %q is a reserved word of the API", f.Name)
		}
		seen[f.Name] = true
		k, known := kinds[f.Kind]
		if !known {
			if f.Kind != "" {
				l.wrong(f, "kind", "there is no kind %q; there are %s", f.Kind, strings.Join(Kinds(), ", "))
			}
			continue
		}
		l.checkKeys(f, k)
		l.checkUse(f, k, list)
		l.checkLimits(f)
		l.checkNeighbours(f, fields)
		if f.Kind == "list" {
			l.checkList(t, f, list)
		}
	}
}

// checkKeys tells keys that mean nothing for the kind.
func (l *loader) checkKeys(f *Field, k *kind) {
	for key := range l.at[f].keys {
		if !slices.Contains(commonKeys, key) && !slices.Contains(k.keys, key) {
			l.wrong(f, key, "a field of kind %s has no key %q", f.Kind, key)
		}
	}
}

// checkUse tells what a field of this kind, at this place, cannot be.
func (l *loader) checkUse(f *Field, k *kind, list *Field) {
	switch {
	case f.Localised && !k.localisable:
		l.wrong(f, "localised", "a field of kind %s cannot be localised", f.Kind)
	case f.Localised && f.Personal:
		l.wrong(f, "personal", "the field %q cannot be both localised and personal", f.Name)
	}
	for key, on := range map[string]bool{"filter": f.Filter, "sort": f.Sort} {
		allowed := map[string]bool{"filter": k.filterable, "sort": k.sortable}[key]
		switch {
		case !on:
		case !allowed:
			l.wrong(f, key, "a field of kind %s cannot be a %s", f.Kind, key)
		case list != nil:
			l.wrong(f, key, "a field in a list cannot be a %s", key)
		case f.Personal || f.Internal:
			l.wrong(f, key, "what the public does not see cannot be a %s", key)
		case f.Multiline:
			l.wrong(f, key, "text of several lines cannot be a %s", key)
		}
	}
	if list != nil && f.Section != "" {
		l.wrong(f, "section", "a field in a list has no section")
	}
	if list != nil && f.Derive != "" {
		l.wrong(f, "derive", "a field in a list cannot be derived")
	}
}

func (l *loader) checkLimits(f *Field) {
	if f.Kind == "choice" || f.Kind == "choices" {
		if _, ok := l.at[f].keys["options"]; !ok {
			l.wrong(f, "", "the field %q has no \"options\"", f.Name)
		}
		if len(f.Options) > maxOptions {
			l.wrong(f, "options", "there are more than %d options", maxOptions)
		}
	}
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		l.wrong(f, "min", "min is larger than max")
	}
	longest := maxText
	if f.Kind == "richText" {
		longest = maxRichText
	}
	if _, told := l.at[f].keys["maxLength"]; told && (f.MaxLength < 1 || f.MaxLength > longest) {
		l.wrong(f, "maxLength", "maxLength must lie between 1 and %d", longest)
	}
	if _, told := l.at[f].keys["maxItems"]; told && (f.MaxItems < 1 || f.MaxItems > maxListSize) {
		l.wrong(f, "maxItems", "maxItems must lie between 1 and %d", maxListSize)
	}
	if f.Pattern == "" {
		return
	}
	if _, err := compilePattern(f.Pattern); err != nil {
		l.wrong(f, "pattern", "the pattern cannot be read: %v", err)
	} else if !strings.HasPrefix(f.Pattern, "^") || !strings.HasSuffix(f.Pattern, "$") {
		l.wrong(f, "pattern", "the pattern must begin with ^ and end with $")
	}
}

// checkNeighbours judges keys that name another field of the same group.
func (l *loader) checkNeighbours(f *Field, fields []*Field) {
	if f.NotBefore != "" {
		if other := find(fields, f.NotBefore); other == nil || other == f || other.Kind != f.Kind {
			l.wrong(f, "notBefore", "notBefore names %q, which is no other field of kind %s here", f.NotBefore, f.Kind)
		}
	}
	if f.Was == "" {
		return
	}
	for _, other := range fields {
		switch {
		case other.Name == f.Was:
			l.wrong(f, "was", "%q was %q, and there is a field of that name: its values cannot be of both", f.Name, f.Was)
		case other != f && other.Was == f.Was:
			l.wrong(f, "was", "both %q and %q were %q: its values cannot go to both", other.Name, f.Name, f.Was)
		}
	}
	if !fieldName(f.Was) {
		l.wrong(f, "was", "the name %q must be letters and digits, beginning with a lower case letter, at most 40", f.Was)
	}
}

func (l *loader) checkList(t *Type, f *Field, list *Field) {
	if list != nil {
		l.wrong(f, "kind", "a list cannot stand in a list")
		return
	}
	if _, ok := l.at[f].keys["fields"]; !ok {
		l.wrong(f, "", "the list %q has no \"fields\"", f.Name)
		return
	}
	l.checkFields(t, f.Fields, f)
	if consent := find(f.Fields, f.Consent); f.Consent != "" && (consent == nil || consent.Kind != "boolean" || consent.Personal) {
		l.wrong(f, "consent", "consent names %q, which is no field of kind boolean in the list", f.Consent)
	}
	personal := slices.ContainsFunc(f.Fields, func(sub *Field) bool { return sub.Personal })
	if personal && f.Consent == "" {
		l.wrong(f, "", "the list %q holds personal fields, so it must name the field that holds the consent (\"consent\")", f.Name)
	}
}

// checkReferences judges what points to other types.
func (l *loader) checkReferences(t *Type, f *Field, byName map[string]*Type) {
	for _, sub := range f.Fields {
		l.checkReferences(t, sub, byName)
	}
	if f.Kind == "reference" || f.Kind == "references" {
		if _, ok := l.at[f].keys["to"]; !ok || len(f.To) == 0 {
			l.wrong(f, "to", "the field %q has no \"to\": the types that it may point to", f.Name)
		}
		for _, name := range f.To {
			if byName[name] == nil {
				l.wrong(f, "to", "it points to %q, and there is no such type", name)
			}
		}
		switch f.OnGone {
		case "":
			f.OnGone = "drop"
		case "drop", "block":
		default:
			l.wrong(f, "onGone", "onGone must be drop or block, not %q", f.OnGone)
		}
	}
	if f.Derive != "" {
		l.checkDerive(t, f, byName)
	}
}

// checkDerive: places.geo is the field geo of what the field places points to.
func (l *loader) checkDerive(t *Type, f *Field, byName map[string]*Type) {
	from, name, ok := strings.Cut(f.Derive, ".")
	source := find(t.Fields, from)
	if !ok || source == nil || source.Kind != "reference" && source.Kind != "references" {
		l.wrong(f, "derive", "derive must be reference.field, and %q is no reference of this type", from)
		return
	}
	for _, target := range source.To {
		other := byName[target]
		if other == nil {
			continue // told at the reference
		}
		if g := find(other.Fields, name); g == nil || g.Kind != f.Kind || g.Localised || !g.Public() {
			l.wrong(f, "derive", "the type %q has no shared field %q of kind %s to derive from", target, name, f.Kind)
		}
	}
}

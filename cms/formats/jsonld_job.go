package formats

import (
	"strings"
	"time"
)

// employmentTypes are the words of schema.org's employmentType, which Google for Jobs reads.
var employmentTypes = map[string]string{
	"full_time": "FULL_TIME", "part_time": "PART_TIME", "mini_job": "PART_TIME", "apprenticeship": "INTERN", "internship": "INTERN",
	"temporary": "TEMPORARY", "seasonal": "TEMPORARY", "voluntary_service": "VOLUNTEER", "shift": "OTHER",
}

// job describes a vacancy. title, description, datePosted, hiringOrganization and a place (or the work from
// home) are always there.
func (s *Set) job(n node, i *Item) {
	n["@type"] = "JobPosting"
	n.put("title", i.title())
	n.put("description", jobText(i))
	n.put("datePosted", s.at(i.PublishedAt))
	n.put("validThrough", s.lastMoment(i))
	employer := node{"@type": "Organization", "name": i.Organisation.Name}
	if name := i.text("employer"); name != "" {
		employer["name"] = name
	}
	n["hiringOrganization"] = employer
	n.put("employmentType", employment(i))
	s.jobPlace(n, i)
	n.put("baseSalary", salary(i))
	n.put("jobStartDate", i.text("startDate"))
	if positions, ok := i.Fields["positions"].(float64); ok {
		n["totalJobOpenings"] = int(positions)
	}
	n.put("qualifications", strings.Join(i.labels("cefrLevel"), ", "))
	n.put("occupationalCategory", occupations(i))
	n.put("relevantOccupation", occupation(i))
	if ref := i.text("reference"); ref != "" {
		n["identifier"] = node{"@type": "PropertyValue", "name": employer["name"], "value": ref}
	}
	n.put("applicationContact", application(i))
	n["directApply"] = false
	if i.text("url") != "" {
		n.put("sameAs", i.text("url"))
	}
}

// jobText is the whole text of a vacancy as HTML.
func jobText(i *Item) string {
	var b strings.Builder
	for _, f := range i.Type.Fields {
		if html := i.text(f.Name); f.Kind == "richText" && html != "" {
			if b.Len() > 0 {
				b.WriteString("<h2>" + htmlEscape(f.Label.In(i.Locale)) + "</h2>")
			}
			b.WriteString(html)
		}
	}
	if b.Len() == 0 {
		return "<p>" + htmlEscape(i.title()) + "</p>"
	}
	return b.String()
}

var htmlReplacer = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

func htmlEscape(s string) string { return htmlReplacer.Replace(s) }

// lastMoment is when an item ends: after its last day, or when it stops being public.
func (s *Set) lastMoment(i *Item) string {
	if day, ok := i.Type.LastDay(i.Fields); ok {
		return s.endOf(day.Format(time.DateOnly))
	}
	if i.ExpiresAt != nil {
		return s.at(*i.ExpiresAt)
	}
	return ""
}

func employment(i *Item) []string {
	var list []string
	seen := map[string]bool{}
	for _, v := range i.texts("employmentTypes") {
		if word := employmentTypes[v]; word != "" && !seen[word] {
			seen[word] = true
			list = append(list, word)
		}
	}
	return list
}

func (s *Set) jobPlace(n node, i *Item) {
	places := s.placeNodes(i)
	if i.text("remote") == "full" {
		n["jobLocationType"] = "TELECOMMUTE"
		n["applicantLocationRequirements"] = node{"@type": "Country", "name": "DE"}
	}
	for _, p := range places {
		if p["address"] == nil {
			p["address"] = node{"@type": "PostalAddress", "addressCountry": "DE"}
		}
	}
	if len(places) == 0 && i.text("remote") != "full" {
		places = []node{{"@type": "Place", "address": node{"@type": "PostalAddress", "addressCountry": "DE"}}}
	}
	n.put("jobLocation", places)
}

// money is a sum, or a span of sums.
type money struct {
	Min, Max            *float64
	Currency, Per, Note string
}

func salary(i *Item) node {
	m, ok := decode[money](i.Fields["salary"])
	if !ok || m.Min == nil && m.Max == nil {
		return nil
	}
	value := node{"@type": "QuantitativeValue"}
	switch {
	case m.Min != nil && m.Max != nil && *m.Min != *m.Max:
		value["minValue"], value["maxValue"] = *m.Min, *m.Max
	case m.Min != nil:
		value["value"] = *m.Min
	default:
		value["maxValue"] = *m.Max
	}
	value.put("unitText", map[string]string{"hour": "HOUR", "month": "MONTH", "year": "YEAR"}[m.Per])
	return node{"@type": "MonetaryAmount", "currency": m.Currency, "value": value}
}

func occupations(i *Item) []node {
	var list []node
	if code := i.text("kldb"); code != "" {
		list = append(list, node{"@type": "CategoryCode", "codeValue": code, "inCodeSet": "KldB 2010"})
	}
	if address := i.text("esco"); address != "" {
		list = append(list, node{"@type": "CategoryCode", "codeValue": address, "inCodeSet": "ESCO"})
	}
	return list
}

func occupation(i *Item) node {
	name := i.text("occupation")
	if name == "" {
		return nil
	}
	return node{"@type": "Occupation", "name": name}
}

func application(i *Item) node {
	n := node{"@type": "ContactPoint"}
	n.put("email", i.text("applyEmail"))
	n.put("url", i.text("applyUrl"))
	if len(n) == 1 {
		return nil
	}
	return n
}

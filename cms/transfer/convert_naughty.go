package transfer

import (
	"fmt"
	"strings"
)

// convertNaughty reads the Big List of Naughty Strings: each becomes the title of an article. What a
// title may not hold (control characters, for instance) is left in place: to refuse it is the import's
// duty, and the point of these strings.
func convertNaughty(c *conversion, path string) error {
	file, err := fileIn(path, "blns.json")
	if err != nil {
		return err
	}
	var all []string
	if err := readJSON(file, &all); err != nil {
		return err
	}
	if err := c.addCategory(); err != nil {
		return err
	}
	for _, s := range all {
		c.Read++
		if strings.TrimSpace(s) == "" {
			c.refuse(c.Read, "nothing but white space cannot be a title")
			continue
		}
		line := Line{Key: fmt.Sprintf("blns:%d", c.Read), Type: "article", Locale: "de", Fields: Fields{
			"title": s, "categories": importedCategories(),
			"body": richText(fmt.Sprintf("Zeichenfolge Nummer %d der Liste.", c.Read)),
		}}
		if err := c.write(line); err != nil {
			return err
		}
	}
	return nil
}

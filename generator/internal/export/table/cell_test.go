package table

import "regexp"

// cellPatterns say how the types of a Table Schema are written.
var cellPatterns = map[string]*regexp.Regexp{
	"string":   regexp.MustCompile(`(?s)^.+$`),
	"integer":  regexp.MustCompile(`^[0-9]+$`),
	"number":   regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`),
	"boolean":  regexp.MustCompile(`^(true|false)$`),
	"date":     regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
	"datetime": regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$`),
}

package api

import "strings"

// parameterOf gives the name of the parameter in a path; "" when there is none.
func parameterOf(path string) string {
	_, rest, _ := strings.Cut(path, "{")
	name, _, _ := strings.Cut(rest, "}")
	return name
}

// cutMail gives the mail address of a mailto: address.
func cutMail(address string) (string, bool) { return strings.CutPrefix(address, "mailto:") }

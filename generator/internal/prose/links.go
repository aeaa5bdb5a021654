package prose

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Links lists the addresses that a text links to, in order.
func Links(markdown string) []string {
	if !mayLink(markdown) || checkCost(markdown) != nil {
		return nil
	}
	var list []string
	_ = ast.Walk(record.Parser().Parse(text.NewReader([]byte(markdown))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			list = append(list, string(link.Destination))
		}
		return ast.WalkContinue, nil
	})
	return list
}

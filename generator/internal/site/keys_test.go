package site

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	hugoconfig "github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"

	"incidentarchive/generator/internal/config"
)

// TestHugoKeys: no setting that Hugo reads at the top of hugo.toml is taken for
// an unknown one.
func TestHugoKeys(t *testing.T) {
	own := []string{"baseURL", "title", "locale", "params"}
	for _, kind := range []reflect.Type{reflect.TypeFor[allconfig.Config](), reflect.TypeFor[allconfig.RootConfig](), reflect.TypeFor[hugoconfig.CommonDirs]()} {
		for f := range kind.Fields() {
			if f.Anonymous || !f.IsExported() || f.Name == "Internal" || f.Name == "C" || strings.HasPrefix(f.Name, "StaticDir") && f.Name != "StaticDir" {
				continue
			}
			if !slices.ContainsFunc(append(own, config.HugoKeys...), func(k string) bool { return strings.EqualFold(k, f.Name) }) {
				t.Errorf("Hugo's setting %s is not known", f.Name)
			}
		}
	}
}

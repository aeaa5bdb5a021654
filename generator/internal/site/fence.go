package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/config/security"
	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/afero"

	archiveconfig "incidentarchive/generator/internal/config"
)

// guarded are the settings of Hugo that only the generator makes: what Hugo may
// do, where it reads and writes, and which pages there are. They are refused in
// hugo.toml and not just replaced, because Hugo mixes tables of both.
var guarded = map[string]bool{
	"security": true, "enableinlineshortcodes": true, "module": true, "theme": true, "themesdir": true,
	"workingdir": true, "publishdir": true, "resourcedir": true, "cachedir": true, "caches": true, "configdir": true,
	"contentdir": true, "contentdirs": true, "layoutdir": true, "assetdir": true, "staticdir": true, "i18ndir": true, "datadir": true, "archetypedir": true,
	"languages": true, "disablelanguages": true, "defaultcontentlanguageinsubdir": true, "cascade": true, "segments": true, "rendersegments": true,
	"outputs": true, "outputformats": true, "mediatypes": true, "permalinks": true, "uglyurls": true, "disablekinds": true, "ignorefiles": true,
	"build": true, "deployment": true, "server": true, "internal": true, "timeout": true, "environment": true, "nobuildlock": true,
}

// checkSettings refuses a hugo.toml that touches what is guarded.
func checkSettings(source afero.Fs) error {
	data, err := afero.ReadFile(source, workingDir+"/"+archiveconfig.Name)
	if err != nil {
		return fmt.Errorf("read %s: %w", archiveconfig.Name, err)
	}
	var settings map[string]any
	if err := toml.Unmarshal(data, &settings); err != nil {
		return fmt.Errorf("%s: %w", archiveconfig.Name, err)
	}
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		if guarded[strings.ToLower(key)] {
			return fmt.Errorf("%s: the setting %q is the generator's own: remove it", archiveconfig.Name, key)
		}
		params, _ := settings[key].(map[string]any)
		for name := range params {
			if strings.EqualFold(key, "params") && strings.EqualFold(name, "store") {
				return fmt.Errorf("%s: the setting \"params.store\" is the generator's own: choose another name", archiveconfig.Name)
			}
		}
	}
	return nil
}

// checkFences makes sure that Hugo understood what it may not do.
func checkFences(configs *allconfig.Configs, cfg config.Provider) error {
	want, err := security.DecodeConfig(cfg)
	if err != nil {
		return err
	}
	for _, c := range append(slices.Collect(maps.Values(configs.LanguageConfigMap)), configs.Base) {
		if c.Security.ToTOML() != want.ToTOML() {
			return fmt.Errorf("%s changes what Hugo may do: remove its security settings", archiveconfig.Name)
		}
	}
	return nil
}

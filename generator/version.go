package main

import (
	"debug/buildinfo"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/supply"
)

func newVersion(a *app) *cobra.Command {
	var bill bool
	c := &cobra.Command{
		Use:   "version [PROGRAM]",
		Short: "Print the version of the generator and of what it is built with",
		Long: `Version prints the version of the generator, or of another one by its file, for
whatever system it is.

With --sbom it prints the software bill of materials instead: all modules that are
compiled in, with their versions, licences and hashes, as CycloneDX 1.6 JSON.`,
		Example: `  generator version
  generator version --sbom > generator.cdx.json
  generator version --sbom generator-windows-amd64.exe`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("version takes one program, got %d", len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.version(args, bill) },
	}
	c.Flags().BoolVar(&bill, "sbom", false, "print the software bill of materials (CycloneDX 1.6)")
	return c
}

func (a *app) version(args []string, bill bool) error {
	info, ok := debug.ReadBuildInfo()
	if len(args) > 0 {
		var err error
		if info, err = buildinfo.ReadFile(args[0]); err != nil {
			return fmt.Errorf("%s is no program whose make can be read: %w", args[0], err)
		}
	} else if !ok {
		return errors.New("this program was built without the list of its modules")
	}
	if bill {
		data, err := supply.Bill(info)
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(data)
		return err
	}
	version, hugo, system := "(devel)", "(unknown)", map[string]string{}
	if v := info.Main.Version; v != "" {
		version = v
	}
	for _, dep := range info.Deps {
		if dep.Path == "github.com/gohugoio/hugo" {
			hugo = dep.Version
		}
	}
	for _, s := range info.Settings {
		system[s.Key] = s.Value
	}
	_, err := fmt.Fprintf(a.stdout, "generator %s (hugo %s, %s, %s/%s)\n", version, hugo, info.GoVersion, system["GOOS"], system["GOARCH"])
	return err
}

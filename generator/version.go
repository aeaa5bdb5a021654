package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the generator and of what it is built with",
		Example: `  generator version`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			version, hugo := "(devel)", "(unknown)"
			if info, ok := debug.ReadBuildInfo(); ok {
				if v := info.Main.Version; v != "" {
					version = v
				}
				for _, dep := range info.Deps {
					if dep.Path == "github.com/gohugoio/hugo" {
						hugo = dep.Version
					}
				}
			}
			_, err := fmt.Fprintf(a.stdout, "generator %s (hugo %s, %s, %s/%s)\n", version, hugo, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

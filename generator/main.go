// Generator builds a public archive of outages and attacks: it reads the records
// in content/, checks them and publishes a static site with its data.
//
//	go run ./generator build          build the archive into public/
//	go run ./generator check          check the records without building
//
// Results go to standard output, everything else to standard error. The exit
// code is 0 when all is well, 1 when there are findings or the work failed, 2 when
// the command line cannot be understood, and 128 and the number of the signal
// (130, 143) when the program was told to end. See "generator help COMMAND".
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"incidentarchive/generator/internal/diagnostic"
)

func main() {
	ctx, stop := untilSignal()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// untilSignal gives a context that ends with the first interrupt or request to
// end. A second one ends the program at once, as if nobody listened.
func untilSignal() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s, ok := <-signals
		if !ok {
			return
		}
		signal.Stop(signals)
		cancel(signalError{s})
	}()
	return ctx, func() { signal.Stop(signals); close(signals) }
}

// signalError says which signal ended the work.
type signalError struct{ os.Signal }

func (e signalError) Error() string { return e.String() }

// exitCode is what shells expect: 128 and the number of the signal.
func (e signalError) exitCode() int {
	if s, ok := e.Signal.(syscall.Signal); ok {
		return 128 + int(s)
	}
	return exitFindings
}

// Exit codes.
const (
	exitOK       = 0
	exitFindings = 1
	exitUsage    = 2
)

// errFindings ends a command whose findings are printed already.
var errFindings = errors.New("findings")

// usageError is a mistake on the command line.
type usageError struct{ error }

// interruption says what an interrupted command leaves behind, where that is not
// what it found.
type interruption struct{ error }

// app is what every command needs.
type app struct {
	stdout, stderr io.Writer
	dir            string // the archive's folder
	noCache        bool   // whether nothing is known from earlier runs

	dial dialFunc // how links opens connections; nil is the network
}

// run executes one command line and gives the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(&app{stdout: stdout, stderr: stderr})
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	var cut interruption
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &cut):
		fmt.Fprintf(stderr, "generator: interrupted, %v\n", cut)
		return interrupted(ctx)
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "generator: interrupted, nothing was changed")
		return interrupted(ctx)
	case errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(stderr, "generator: %s\nRun \"generator help\" for usage.\n", printable([]byte(err.Error())))
		return exitUsage
	}
	fmt.Fprintf(stderr, "generator: %s\n", printable([]byte(err.Error())))
	return exitFindings
}

// printable gives text as it may be printed on a terminal, line by line: names of
// files and lines of records can hold what moves a cursor.
func printable(text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	for n, line := range lines {
		lines[n] = strings.TrimRight(diagnostic.Printable(line), "\r")
	}
	return []byte(strings.Join(lines, "\n"))
}

// interrupted gives the exit code of a command that was told to stop.
func interrupted(ctx context.Context) int {
	var sig signalError
	if errors.As(context.Cause(ctx), &sig) {
		return sig.exitCode()
	}
	return exitFindings
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "generator",
		Short: "Build a public archive of outages and attacks",
		Long: `Generator turns incident records, written as YAML files, into a static,
searchable website with machine-readable data.`,
		Example: `  generator build                       # content/ -> public/
  generator build -C ../my-archive -o /srv/www/archive
  generator check                       # only check the records`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVarP(&a.dir, "dir", "C", ".", "the archive's `folder`, which holds content/")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		newBuild(a),
		newBundle(a),
		newCheck(a),
		newDeploy(a),
		newEject(a),
		newExplain(a),
		newExport(a),
		newFix(a),
		newFmt(a),
		newImport(a),
		newInit(a),
		newLinks(a),
		newMan(a),
		newNew(a),
		newSchema(a),
		newSearch(a),
		newServe(a),
		newVerify(a),
		newVersion(a),
	)
	a.offers(root)
	return root
}

// one wants one argument.
func one(c *cobra.Command, args []string, what string) error {
	if len(args) != 1 {
		return usageError{fmt.Errorf("%s wants %s, got %d", c.CommandPath(), what, len(args))}
	}
	return nil
}

// noArgs refuses arguments, as a mistake of usage.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no argument, got %q", c.CommandPath(), args[0])}
	}
	return nil
}

// color tells whether to print ANSI colours to w: on a terminal, unless NO_COLOR
// or TERM=dumb is set; always with FORCE_COLOR.
func color(w io.Writer) bool {
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("FORCE_COLOR") != "":
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	return terminal(w)
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

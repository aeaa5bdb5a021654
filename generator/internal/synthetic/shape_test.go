package synthetic

import (
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
)

// measures are what a record weighs in a build: numbers of entries, lengths of
// texts, and 1 or 0 for what is there or not.
type measures map[string][]float64

func (m measures) add(name string, value int) { m[name] = append(m[name], float64(value)) }

func (m measures) text(name, text string) {
	there := 0
	if text != "" {
		there = 1
		m.add(name+", characters", len(text))
	}
	m.add(name+", share", there)
}

func measure(a *archive.Archive) measures {
	m := measures{}
	yes := map[bool]int{true: 1}
	for _, i := range a.Incidents {
		m.add("bytes of a record", i.Size)
		m.add("impacts", len(i.Incident.Impacts))
		m.add("claims", len(i.Incident.Claims))
		m.add("updates", len(i.Incident.Updates))
		m.add("responses", len(i.Incident.Responses))
		m.add("consequences", len(i.Incident.Consequences))
		m.add("sources", len(i.Incident.Sources))
		m.add("countries", len(i.Incident.Countries))
		m.add("attacks", yes[i.Type == "attack"])
		m.add("start with a clock time", yes[i.Incident.Start.Value.HasClock()])
		m.add("end known", yes[!i.Incident.End.Value.Unknown && !i.Incident.End.Value.Ongoing])
		m.text("title", i.Title)
		m.text("summary", i.Summary)
		m.text("details", i.Details)
		for _, note := range []string{i.Incident.Start.Note, i.Incident.End.Note, i.Incident.RootCause.Note} {
			m.text("note of a fact", note)
		}
		for _, x := range i.Incident.Impacts {
			m.text("note of an impact", x.Note)
			m.add("sources of an impact", len(x.Sources))
			m.add("impact with a start", yes[!x.Start.IsZero()])
		}
		for _, c := range i.Incident.Claims {
			m.text("claim", c.Says)
		}
		for _, u := range i.Incident.Updates {
			m.text("update", u.Text)
		}
		for _, x := range i.Incident.Responses {
			m.text("response", x.Text)
		}
		for _, s := range i.Incident.Sources {
			m.text("title of a source", s.Title)
			m.text("address of a source", s.URL)
			m.text("publisher", s.Publisher)
		}
	}
	for _, s := range a.Services {
		m.text("name of a service", s.Name)
		m.text("description of a service", s.Description)
		m.add("depends on", len(s.DependsOn))
	}
	for _, o := range a.Organisations {
		m.text("name of an organisation", o.Name)
		m.text("description of an organisation", o.Description)
	}
	return m
}

// TestShape compares a synthetic archive with the one of this repository: their
// records have to weigh the same, or benchmarks say nothing about real ones.
func TestShape(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, 300, 1); err != nil {
		t.Fatal(err)
	}
	real, made := measure(load(t, "../../..")), measure(load(t, dir))
	for name, want := range real {
		got := made[name]
		if len(got) == 0 {
			t.Errorf("%s: synthetic records have none", name)
			continue
		}
		w, g := mean(want), mean(got)
		// The repository has few records: two of three means lie within their
		// standard error of the truth, nearly all within three.
		allowed := 0.15*w + 3*deviation(want)/math.Sqrt(float64(len(want)))
		if math.Abs(w-g) > allowed {
			t.Errorf("%s: mean %.2f, want %.2f ± %.2f", name, g, w, allowed)
		}
		w, g = high(want), high(got)
		if math.Abs(w-g) > 1+0.35*w {
			t.Errorf("%s: nine tenths are at most %.0f, want about %.0f", name, g, w)
		}
	}
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum / float64(len(list))
}

func deviation(list []float64) float64 {
	sum, m := 0.0, mean(list)
	for _, v := range list {
		sum += (v - m) * (v - m)
	}
	return math.Sqrt(sum / float64(len(list)))
}

// high is what a tenth of the values exceed.
func high(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)*9/10]
}

func load(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil || a == nil {
		t.Fatalf("%v, %d findings, first: %v", err, len(findings), findings[:min(1, len(findings))])
	}
	return a
}

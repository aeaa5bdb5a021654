// Package synthetic makes archives of any size for benchmarks and tests. Their
// records are shaped like those of this repository (how many impacts, claims,
// updates and sources, how often a field is there, how long texts are, which
// kinds of times), made of plain words by a seed: the same seed and number give
// the same bytes, and nothing is stored.
package synthetic

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"incidentarchive/generator/internal/record"
)

// Epoch is the day on which the newest incident of every synthetic archive
// begins; none lies after it.
var Epoch = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

// Years is how many years the incidents are spread over.
const Years = 25

// Files gives the files of an archive with n incidents: paths below the
// archive's root and their contents.
func Files(n int, seed uint64) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		m := newMaker(n, seed)
		for k := range m.organisations {
			if !yield(fmt.Sprintf("content/organisations/%s.yaml", organisationID(k)), m.organisation(k)) {
				return
			}
		}
		for k := range m.services {
			if !yield(fmt.Sprintf("content/services/%s.yaml", serviceID(k)), m.service(k)) {
				return
			}
		}
		for k := range n {
			if !yield(m.incident(k)) {
				return
			}
		}
	}
}

// Write writes the archive into dir, with a hugo.toml.
func Write(dir string, n int, seed uint64) error {
	made := map[string]bool{}
	for name, data := range Files(n, seed) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if folder := filepath.Dir(file); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte("title = \"Synthetic archive\"\nbaseURL = \"https://archive.example/\"\n"), 0o644)
}

// maker makes the records of one archive.
type maker struct {
	seed                    uint64
	incidents               int
	services, organisations int
}

func newMaker(n int, seed uint64) *maker {
	return &maker{seed: seed, incidents: n, services: 5 + n/6, organisations: 3 + n/12}
}

// rand gives the numbers of one record, which do not depend on the others.
func (m *maker) rand(kind, k int) *rand.Rand {
	return rand.New(rand.NewPCG(m.seed, uint64(kind)<<40|uint64(k)))
}

func organisationID(k int) string { return fmt.Sprintf("organisation-%d", k) }
func serviceID(k int) string      { return fmt.Sprintf("service-%d", k) }

func (m *maker) organisation(k int) []byte {
	r := m.rand(1, k)
	o := &record.Organisation{ID: organisationID(k), Name: lengths.organisation.title(r), Kind: pick[record.Kind](r)}
	if chance(r, 81) {
		o.Country = country(r)
	}
	if chance(r, 83) {
		o.Description = lengths.organisationText.sentence(r)
	}
	return encode(o)
}

func (m *maker) service(k int) []byte {
	r := m.rand(2, k)
	s := &record.Service{
		ID: serviceID(k), Name: lengths.service.title(r), Operator: organisationID(r.IntN(m.organisations)),
		Sector: pick[record.Sector](r), Countries: []record.Country{country(r)}, Description: lengths.serviceText.sentence(r),
	}
	if k > 0 && chance(r, 10) {
		s.DependsOn = []string{serviceID(r.IntN(k))} // only earlier ones: no circle
	}
	return encode(s)
}

// encode writes a record. It cannot fail: the values are of the record types.
func encode(v any) []byte {
	data, err := record.Encode(v)
	if err != nil {
		panic(err)
	}
	return data
}

// pick draws a value of an enumeration.
func pick[T interface {
	~string
	record.Enumeration
}](r *rand.Rand) T {
	var zero T
	values := record.Values(zero)
	return T(values[r.IntN(len(values))])
}

var countries = []record.Country{"LU", "LU", "LU", "LU", "FR", "DE", "BE", "US", "GB", "IE"}

func country(r *rand.Rand) record.Country { return countries[r.IntN(len(countries))] }

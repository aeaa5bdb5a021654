// Package archive loads a folder of records, checks it as a whole, links the
// records with each other and derives what no single record says: durations,
// downtime by service and year, counts and figures.
//
// An [Archive] is built once and never changes: everything downstream only reads
// it. Whatever would need a search, a sort or a sum over many records is computed
// here, once: links and groups while it is loaded, figures when they are asked for.
package archive

import (
	"crypto/sha256"
	"strings"
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/record"
)

// Archive is a whole, checked and linked collection of records.
type Archive struct {
	Fields record.Declared // the custom fields that the configuration declares

	Incidents     []*Incident     // newest start first
	Services      []*Service      // by name
	Organisations []*Organisation // by name
	Pages         []*Page         // by id

	Years      []*Group // newest first; an incident belongs to the year of its earliest start
	Months     []*Month // newest first; an incident whose month is not known belongs to none
	Types      []*Group // in the order of the enumeration, as all that follow
	Sectors    []*Group
	RootCauses []*Group
	Techniques []*Group
	Countries  []*Group // by code

	// Date is the latest day on which a record was changed: the day as of which
	// the archive speaks. It never comes from the clock.
	Date record.Date

	incidents     map[string]*Incident
	services      map[string]*Service
	organisations map[string]*Organisation
	pages         map[string]*Page

	version    late[string]
	campaigns  late[map[string][]*Incident] // newest first
	causes     late[map[string][]*Incident] // by detailed cause or technique, newest first
	figures    late[Figures]
	statistics late[*Statistics]
	gravest    late[[]*Incident]
	calendar   late[[]CalendarDay]

	files *files
	part  bool // whether Select made it
}

func newArchive(files *files) *Archive {
	return &Archive{
		incidents: map[string]*Incident{}, services: map[string]*Service{},
		organisations: map[string]*Organisation{}, pages: map[string]*Page{}, files: files,
	}
}

// Key tells the contents of a file from all others: their SHA-256. Files with
// the same key hold the same bytes.
type Key [sha256.Size]byte

// Incident finds an incident by its id; nil when there is none.
func (a *Archive) Incident(id string) *Incident { return a.incidents[id] }

// Service finds a service by its id; nil when there is none.
func (a *Archive) Service(id string) *Service { return a.services[id] }

// Organisation finds an organisation by its id; nil when there is none.
func (a *Archive) Organisation(id string) *Organisation { return a.organisations[id] }

// Err tells whether the source of a record was asked for that could not be read
// again as it was loaded. What was made of such an archive is incomplete.
func (a *Archive) Err() error { return a.files.failure() }

// Page finds a prose page by its id; nil when there is none.
func (a *Archive) Page(id string) *Page { return a.pages[id] }

// Figures are over all incidents.
func (a *Archive) Figures() Figures {
	return a.figures.get(func() Figures { return figures(a.Incidents) })
}

// Statistics are over all incidents that are not withdrawn.
func (a *Archive) Statistics() *Statistics {
	return a.statistics.get(func() *Statistics { return newStatistics(a) })
}

// Gravest gives the incidents that are not withdrawn, gravest first.
func (a *Archive) Gravest() []*Incident {
	return a.gravest.get(func() []*Incident { return gravest(a.Incidents) })
}

// Calendar gives all days with incidents that are not withdrawn, oldest first.
func (a *Archive) Calendar() []CalendarDay {
	return a.calendar.get(func() []CalendarDay { return calendar(a.Incidents) })
}

// Origin is the file that a record or page was read from.
type Origin struct {
	File string // slash-separated path below the archive's root
	Key  Key
	Size int // in bytes

	stamp folder.Stamp
	doc   *record.Document // nil of a page
}

// Document gives the file as written, with the place of each field. A page has
// none.
func (o *Origin) Document() *record.Document { return o.doc }

// Incident is an incident with what is derived from it and linked to it.
type Incident struct {
	*record.Incident
	Origin

	Start    edtf.Bounds
	End      edtf.Bounds // zero when the end is unknown; open at the end when ongoing
	Duration edtf.Duration
	Stated   bool // whether Duration is what a source states, not derived
	Year     int  // of the earliest possible start, in the record's time zone

	Impacts   []*Impact
	Claims    []*Claim
	Services  []*Service      // in order of appearance, each once
	Operators []*Organisation // of these services, each once
	Sectors   []record.Sector // of these services, each once

	Related      []*Incident // named by the record or naming it
	Newer, Older *Incident   // neighbours in the list of all incidents

	archive *Archive
	order   int // place in the list of all incidents

	superseded, disputed int // claims, for the figures of many lists
}

// Source gives the record as it is written. It is read from its file again; when
// that has changed or cannot be read, nothing is given, and Err of the archive
// says so.
func (i *Incident) Source() []byte {
	return i.archive.files.source(i.File, i.Key)
}

// Ongoing tells whether the incident had not ended when its record was changed last.
func (i *Incident) Ongoing() bool { return i.Incident.End.Value.Ongoing }

// Impact is an impact with its service, times and duration.
type Impact struct {
	*record.Impact
	Service  *Service
	Incident *Incident
	Start    edtf.Bounds // the incident's where the row has none
	End      edtf.Bounds
	Stated   bool          // whether the row says when this service was hit
	Duration edtf.Duration // zero when the row does not say
}

// Claim is a claim with its claimant and its place in the chain of claims.
type Claim struct {
	*record.Claim
	Number       int           // 1 is the first of the record
	By           *Organisation // nil when the claimant is unidentified
	Incident     *Incident
	SupersededBy *Claim
	Supersedes   []*Claim
	Bounds       edtf.Bounds
}

// Service is a service with all that happened to it.
type Service struct {
	*record.Service
	Origin

	Operator   *Organisation
	DependsOn  []*Service
	Dependents []*Service
	Incidents  []*Incident // newest first
	Impacts    []*Impact   // newest incident first, then as written

	figures  late[Figures]
	downtime late[[]Downtime]
}

// Figures are over the service's incidents.
func (s *Service) Figures() Figures {
	return s.figures.get(func() Figures { return figures(s.Incidents) })
}

// Downtime is by year, oldest first, without gaps.
func (s *Service) Downtime() []Downtime {
	return s.downtime.get(func() []Downtime { return downtime(s) })
}

// Shared is a service that was hit together with another one.
type Shared struct {
	Service   *Service
	Incidents []*Incident // newest first
}

// Organisation is an organisation with what it runs and what it said.
type Organisation struct {
	*record.Organisation
	Origin

	Services  []*Service  // by name
	Incidents []*Incident // of its services, newest first
	Claims    []*Claim    // newest incident first, then in order

	figures late[Figures]
}

// Figures are over the incidents of the organisation's services.
func (o *Organisation) Figures() Figures {
	return o.figures.get(func() Figures { return figures(o.Incidents) })
}

// ClaimsWith counts the organisation's claims with a status.
func (o *Organisation) ClaimsWith(status record.ClaimStatus) int {
	n := 0
	for _, c := range o.Claims {
		if c.Status == status {
			n++
		}
	}
	return n
}

// Page is a prose page: content/ID.md.
type Page struct {
	ID string
	Origin

	Title       string
	Description string
	Body        string // Markdown
}

// Group is the incidents that share a value.
type Group struct {
	ID        string
	Incidents []*Incident // newest first

	figures late[Figures]
}

// Figures are over the group's incidents.
func (g *Group) Figures() Figures {
	return g.figures.get(func() Figures { return figures(g.Incidents) })
}

// Grouping is one way to divide the incidents.
type Grouping struct {
	Path   string // of its pages below the site's root: "sectors/"
	Groups []*Group
}

// Groupings lists the ways in which the archive divides its incidents.
func (a *Archive) Groupings() []Grouping {
	return []Grouping{
		{"years/", a.Years}, {"types/", a.Types}, {"sectors/", a.Sectors}, {"root-causes/", a.RootCauses},
		{"techniques/", a.Techniques}, {"countries/", a.Countries},
	}
}

// Slug gives the last part of the group's address: "nl" for the country NL,
// "availability-ddos" for the technique availability:ddos.
func (g *Group) Slug() string { return Slug(g.ID) }

// Slug turns a value of the record, such as a country's code or a technique, into
// the last part of an address.
func Slug(value string) string { return strings.ToLower(strings.ReplaceAll(value, ":", "-")) }

// asOf is the last instant that a record speaks of: the end of the day on which
// it was changed, where the record's clocks are.
func asOf(i *record.Incident) time.Time {
	y, m, d := i.Modified.Time().Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, i.Location())
}

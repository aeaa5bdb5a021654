package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// names finds services and organisations by their exact names and gives ids to
// new ones.
type names struct {
	organisations map[string]string // name -> id; "" when two share it
	services      map[[2]string]string
	takenOrgs     map[string]bool
	takenServices map[string]bool
	near          map[string][]string // folded name -> names
}

func (n *names) init(a *archive.Archive) {
	n.organisations, n.services = map[string]string{}, map[[2]string]string{}
	n.takenOrgs, n.takenServices = map[string]bool{}, map[string]bool{}
	n.near = map[string][]string{}
	if a == nil {
		return
	}
	for _, o := range a.Organisations {
		n.takenOrgs[o.ID] = true
		for _, name := range append([]string{o.Name, o.ShortName}, o.Aliases...) {
			if other, ok := n.organisations[name]; ok && other != o.ID {
				n.organisations[name] = ""
			} else if name != "" {
				n.organisations[name] = o.ID
			}
		}
		n.noteNear(o.Name)
	}
	for _, s := range a.Services {
		n.takenServices[s.ID] = true
		for _, name := range append([]string{s.Name}, s.Aliases...) {
			n.services[[2]string{s.Service.Operator, name}] = s.ID
		}
	}
}

// noteNear remembers a name under its folded form.
func (n *names) noteNear(name string) {
	key := fold(name)
	if key != "" && !slices.Contains(n.near[key], name) {
		n.near[key] = append(n.near[key], name)
	}
}

// twins lists names that differ in case, punctuation or legal form only, one of
// which is new.
func (n *names) twins(new map[string]bool) []string {
	var list []string
	for _, key := range sorted(n.near) {
		group := n.near[key]
		if len(group) > 1 && slices.ContainsFunc(group, func(name string) bool { return new[name] }) {
			slices.Sort(group)
			quoted := make([]string, len(group))
			for i, name := range group {
				quoted[i] = fmt.Sprintf("%q", name)
			}
			list = append(list, strings.Join(quoted, ", "))
		}
	}
	return list
}

// legal holds words that do not tell one organisation from another.
var legal = map[string]bool{
	"the": true, "inc": true, "llc": true, "ltd": true, "limited": true, "corp": true, "corporation": true, "co": true, "company": true,
	"plc": true, "gmbh": true, "ag": true, "sa": true, "sarl": true, "bv": true, "nv": true, "of": true, "and": true, "group": true,
}

func fold(name string) string {
	var words []string
	for word := range strings.SplitSeq(slug(name), "-") {
		if !legal[word] {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// newID makes an id that is not taken: from the name, else with a part of the
// name's hash, so that it does not depend on what else was imported first.
func newID(wanted, name string, taken map[string]bool) string {
	id := trimSlug(wanted, 70)
	if id == "" || record.CheckName(id) != nil || len(id) < len(wanted) || taken[id] {
		sum := sha256.Sum256([]byte(name))
		id = strings.Trim(id+"-"+hex.EncodeToString(sum[:4]), "-")
	}
	taken[id] = true
	return id
}

// organisation finds or creates an organisation by its name.
func (b *builder) organisation(o record.Organisation) string {
	o.Name = line(o.Name, 150)
	if id := b.names.organisations[norm.NFC.String(o.Name)]; id != "" {
		if mine := b.organisations[id]; mine != nil && mine.Country != o.Country {
			mine.Country = ""
		}
		return id
	}
	id := newID(slug(o.Name), o.Name, b.names.takenOrgs)
	o.ID = id
	b.names.organisations[o.Name] = id
	b.names.noteNear(o.Name)
	b.organisations[id] = &o
	return id
}

// service finds or creates a service by its name and operator. The id is made of
// the operator's and the name, unless another is wanted.
func (b *builder) service(s record.Service, wanted string) string {
	full := clean(s.Name)
	s.Name = line(full, 100)
	key := [2]string{s.Operator, full}
	if s.Name != full {
		s.Aliases = []string{full} // by which it is found again
	}
	if id := b.names.services[key]; id != "" {
		return id
	}
	if wanted == "" {
		wanted = slug(s.Name)
		if wanted != s.Operator && !strings.HasPrefix(wanted, s.Operator+"-") {
			wanted = strings.Trim(s.Operator+"-"+wanted, "-")
		}
	}
	id := newID(wanted, s.Operator+"\n"+full, b.names.takenServices)
	s.ID = id
	if s.Sector == "" {
		s.Sector = b.opt.Sector
	}
	s.Countries = nil // those of the records that use it
	b.names.services[key] = id
	b.services[id] = &s
	return id
}

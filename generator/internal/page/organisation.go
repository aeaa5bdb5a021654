package page

import (
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// OrganisationView is the page of an organisation.
type OrganisationView struct {
	ListView
	ID               string
	OrganisationKind string
	Website          string
	Custom           []Fact // the archive's own fields
	Country          *Link
	Services         []Link
	Claims           []Claim // newest first, each with a link to the incident in By
	HeldUp           string  // how its statements held up
}

func (s *Site) addOrganisations() {
	for _, x := range s.archive.Organisations {
		s.add(organisationPath(x.ID), "organisation", false, func() any { return s.organisation(x) })
	}
	s.addDirectory("/organisations/", len(s.archive.Organisations), s.organisations)
}

func (s *Site) organisations() DirectoryView {
	v := DirectoryView{View: s.view("/organisations/", s.t("organisations_title"), s.t("organisations_description"))}
	v.Section, v.Kind = s.href("/organisations/"), "directory"
	v.Table = Table{
		Caption: s.t("organisations_caption"),
		Head:    []string{s.t("organisation"), s.t("kind"), s.t("services"), s.t("incidents"), s.t("statements")},
		Numeric: []bool{false, false, true, true, true},
	}
	for _, x := range s.archive.Organisations {
		v.Table.Rows = append(v.Table.Rows, []Cell{
			{x.Label(), s.href(organisationPath(x.ID))},
			{s.name("kind", string(x.Kind)), ""},
			{s.words.Number(len(x.Services)), ""},
			{s.words.Number(x.Figures().Incidents), ""},
			{s.words.Number(len(x.Claims)), ""},
		})
	}
	return v
}

func (s *Site) organisation(x *archive.Organisation) *OrganisationView {
	description := x.Description
	if description == "" {
		description = s.t("organisation_description", "organisation", x.Name)
	}
	v := &OrganisationView{ID: x.ID, OrganisationKind: s.name("kind", string(x.Kind)), Website: x.URL, Custom: s.custom(x.Custom)}
	v.View = s.view(organisationPath(x.ID), x.Name, description, Link{Text: s.t("nav_organisations"), URL: s.href("/organisations/")})
	v.HeadTitle = s.t("organisation_head", "organisation", x.Label()) + " · " + s.config.Title
	v.Section, v.Kind = s.href("/organisations/"), "organisation"
	v.Feeds, v.Data = s.feeds("organisations", x.ID), s.data("organisations", x.ID)
	if x.Country != "" && s.hasCountry(x.Country) {
		link := s.countryLink(x.Country)
		v.Country = &link
	}
	for _, service := range x.Services {
		v.Services = append(v.Services, s.serviceLink(service))
	}
	shown := x.Incidents[:min(len(x.Incidents), pageSize)]
	v.Rows = s.rows(shown)
	v.Pager = s.pager(organisationPath(x.ID), 0, 1, pageSize, len(shown))
	v.Caption = s.t("incidents_of", "name", x.Label())
	if len(x.Incidents) > 0 {
		v.Figures = s.figures(x.Figures())
	}
	v.Claims = s.statements(x)
	v.HeldUp = s.heldUp(x)
	return v
}

// hasCountry tells whether a country has a page.
func (s *Site) hasCountry(c record.Country) bool {
	for _, g := range s.archive.Countries {
		if strings.EqualFold(g.ID, string(c)) {
			return true
		}
	}
	return false
}

// statements lists what an organisation said, newest first.
func (s *Site) statements(x *archive.Organisation) []Claim {
	claims := x.Claims[:min(len(x.Claims), pageSize)]
	list := make([]Claim, len(claims))
	for n, c := range claims {
		link := s.incidentLink(c.Incident)
		link.URL += "#claim-" + strconv.Itoa(c.Number)
		list[n] = Claim{
			Time: s.time(c.Date), By: link, On: s.name("on", string(c.About)), Says: c.Says,
			StatusID: string(c.Status), Status: s.name("claim_status", string(c.Status)), Marked: c.Status != record.Standing,
		}
	}
	return list
}

// heldUp says how many of the statements were replaced or are disputed.
func (s *Site) heldUp(x *archive.Organisation) string {
	if len(x.Claims) == 0 {
		return ""
	}
	return s.t("held_up",
		"statements", s.words.Count("n_statements", len(x.Claims)),
		"superseded", s.words.Number(x.ClaimsWith(record.Superseded)),
		"disputed", s.words.Number(x.ClaimsWith(record.Disputed)),
		"retracted", s.words.Number(x.ClaimsWith(record.Retracted)))
}

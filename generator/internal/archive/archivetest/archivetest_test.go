package archivetest

import "testing"

func TestLoad(t *testing.T) {
	a := Load(t, map[string]string{
		"content/organisations/operator.yaml": "name: An operator\nkind: operator\n",
		"content/services/dns.yaml":           "name: DNS\noperator: operator\nsector: digital-infrastructure\ncountries: [LU]\n",
	})
	if s := a.Service("dns"); s == nil || s.Operator.Name != "An operator" {
		t.Errorf("service dns is %v, want it with its operator", s)
	}
}

func TestRepository(t *testing.T) {
	if a := Repository(t); len(a.Incidents) == 0 {
		t.Error("the repository's archive has no incidents")
	}
}

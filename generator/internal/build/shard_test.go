package build

import (
	"fmt"
	"testing"
)

// names are files of every kind that a site has.
func names() []string {
	list := []string{
		"index.html", "404.html", "favicon.svg", "sitemap.xml", "feed.xml", "about/index.html", "statistics/years.csv",
		"search/index.html", "search/index/root-1.json", "data/index.html", "data/incidents.csv", "data/incidents.csv.gz", "data/SHA256SUMS",
		"api/v1/index.json", "api/v1/openapi.json", "api/v1/incidents/index.json", "api/v1/years/2025.json", "api/v1/years/2025.json.gz",
		"misp/manifest.json", "misp/hashes.csv", "stix/bundle.json",
	}
	for n := range 200 {
		list = append(list,
			fmt.Sprintf("incidents/2025-%d/index.html", n), fmt.Sprintf("incidents/2025-%d/card.png", n), fmt.Sprintf("api/v1/incidents/2025-%d.json", n),
			fmt.Sprintf("services/s%d/index.html", n), fmt.Sprintf("embed/s%d.svg", n), fmt.Sprintf("misp/5d1f0c9e-%d.json", n))
	}
	return list
}

func TestEveryFileIsInOneShard(t *testing.T) {
	for _, of := range []int{1, 2, 3, 7, 100} {
		counts := make([]int, of)
		for _, name := range names() {
			found := 0
			for n := range of {
				if (Shard{n + 1, of}).Has(name) {
					found++
					counts[n]++
				}
			}
			if found != 1 {
				t.Errorf("%s is in %d of %d shards, want 1", name, found, of)
			}
		}
		for n, count := range counts {
			if most := 2*len(names())/of + 20; count > most {
				t.Errorf("shard %d/%d has %d files, want at most %d", n+1, of, count, most)
			}
		}
	}
}

func TestWhatBelongsTogetherStaysTogether(t *testing.T) {
	for _, list := range [][]string{
		{"data/incidents.csv", "data/incidents.csv.gz", "data/SHA256SUMS", "data/archive.sqlite"},
		{"search/index.html", "search/index/root-1.json", "search/index/words-2.bin"},
		{"incidents/2025-1/index.html", "incidents/2025-1/card.png", "api/v1/incidents/2025-1.json"},
		{"services/dns/index.html", "services/dns/feed.xml", "embed/dns.svg", "embed/dns.html", "api/v1/services/dns.json"},
	} {
		for _, name := range list {
			if group(name) != group(list[0]) {
				t.Errorf("%s goes with %q, want the group of %s, %q", name, group(name), list[0], group(list[0]))
			}
		}
	}
}

func TestParseShard(t *testing.T) {
	for text, want := range map[string]string{
		"1/1": "1/1", "2/3": "2/3", "7/7": "7/7", "10000/10000": "10000/10000",
		"": "", "2": "", "0/3": "", "4/3": "", "-1/3": "", "1/0": "", "a/b": "", "1/3/4": "", "1/10001": "",
	} {
		shard, err := ParseShard(text)
		if (err == nil) != (want != "") || err == nil && shard.String() != want {
			t.Errorf("%q gives %v, %v, want %q", text, shard, err, want)
		}
	}
}

// Package searchtest makes documents for tests and measurements of search.
package searchtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"incidentarchive/generator/internal/search"
)

// Synthetic returns n made-up documents: always the same ones for a seed. Names
// are invented; frequent words are drawn as in prose, where the n-th word comes
// up about 1/n as often as the first.
func Synthetic(n int, seed uint64) []search.Document {
	r := rand.New(rand.NewPCG(seed, 5))
	names := make([]string, max(n*2/3, 20))
	for i := range names {
		names[i] = invent(r)
	}
	docs := make([]search.Document, n)
	for i := range docs {
		docs[i] = syntheticDocument(r, names)
	}
	number(docs)
	return docs
}

var syllables = strings.Fields("ba ce di fo gu la me ni po ru sa te vi xo zu bra cle dri flo gru pla ste tri vel nor man tel net cor lux bank soft dat med cyb tron gen ver al en is or ur ton")

func invent(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

var prose = [...][]string{
	strings.Fields("the of and a to in was service customers network system data outage for on by not after hours were failed power attack access server could internet users error software staff restored provider telephone payment database update configuration hospital websites during systems hardware fibre cable storage cooling certificate expired routing backup maintenance overload ransomware phishing stolen laptop emergency calls airport flights delayed municipality portal unavailable authentication queue replication firmware generator flood storm excavator datacentre resolver prefix leaked"),
	strings.Fields("le la de des et une panne service réseau clients après heures serveurs données accès attaque les pas mise jour logiciel courant fibre câble hôpital paiement urgence téléphone interruption rétabli opérateur perturbation incendie sauvegarde certificat expiré portail indisponible"),
	strings.Fields("der die das und ein Ausfall Netz Kunden nach Stunden Server Daten Zugriff Angriff nicht Störung Strom Wartung Glasfaser Krankenhaus Notruf Telefon Zahlung Rechenzentrum gestört behoben Anbieter Überlastung Zertifikat abgelaufen Kühlung Brand"),
	strings.Fields("障害 通信 発生 復旧 利用者 電話 全国 停電 攻撃 銀行 決済 病院 影響 原因 更新"),
}

var languages = [...]string{"en", "fr", "de", "ja"}

func syntheticDocument(r *rand.Rand, names []string) search.Document {
	lang := 0
	if r.IntN(10) == 0 {
		lang = 1 + r.IntN(3)
	}
	name, place := names[r.IntN(len(names))], invent(r)
	words := func(n int) string {
		pool := prose[lang]
		var b strings.Builder
		for range n {
			// Squares favour the front of the list, and now and then a rare name.
			k := r.Float64()
			w := pool[int(k*k*float64(len(pool)))]
			if r.IntN(25) == 0 {
				w = names[r.IntN(len(names))]
			}
			b.WriteString(w)
			if lang < 3 {
				b.WriteByte(' ')
			}
		}
		return strings.TrimSpace(b.String())
	}
	d := search.Document{
		Title:         name + " " + words(3+r.IntN(4)),
		Summary:       words(15 + int(r.ExpFloat64()*40)),
		Type:          [...]string{"outage", "attack"}[r.IntN(2)],
		Cause:         [...]string{"system-failure", "human-error", "malicious-action", "natural-phenomenon", "third-party-failure", "unknown"}[r.IntN(6)],
		Sectors:       []string{fmt.Sprintf("sector-%02d", 10+r.IntN(20))},
		Services:      []string{fmt.Sprintf("service-%04d", r.IntN(400))},
		Organisations: []string{Slug(name)},
		Countries:     []string{[...]string{"LU", "FR", "DE", "BE", "GB", "US", "JP"}[r.IntN(7)]},
		Text:          []search.Field{{Kind: search.Names, Text: place}},
		Language:      languages[lang],
		MinSeconds:    -1,
		MaxSeconds:    -1,
	}
	if r.IntN(3) > 0 {
		d.MinSeconds = int64(60 * (1 + r.IntN(3000)))
		d.MaxSeconds = d.MinSeconds + int64(3600*r.IntN(2))
		d.DurationText = fmt.Sprintf("%d min", d.MinSeconds/60)
	}
	year, month, day := 2010+r.IntN(16), r.IntN(13), r.IntN(29)
	SetDate(&d, year, month, day)
	return d
}

// Grow returns n documents: the given ones, synthetic ones up to 10,000, and
// beyond that mixtures of two of them.
func Grow(docs []search.Document, n int) []search.Document {
	docs = slices.Clip(docs[:min(len(docs), n)])
	base := len(docs)
	if base < n {
		docs = append(docs, Synthetic(min(max(n, 100), 10000)-base, 1)...)
	}
	r := rand.New(rand.NewPCG(uint64(n), 7))
	base = len(docs)
	for i := base; i < n; i++ {
		d, other := docs[r.IntN(base)], docs[r.IntN(base)]
		d.Summary = other.Summary
		if i%3 == 0 {
			d.Title = invent(r) + " " + d.Title
		}
		docs = append(docs, d)
	}
	number(docs)
	return docs
}

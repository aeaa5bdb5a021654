package synthetic

import "math/rand/v2"

// histogram says of how many real incidents a list has 0, 1, 2 … entries.
type histogram []int

func (h histogram) draw(r *rand.Rand) int {
	all := 0
	for _, n := range h {
		all += n
	}
	at := r.IntN(all)
	for size, n := range h {
		if at -= n; at < 0 {
			return size
		}
	}
	return 0
}

// sizes are the lengths of the lists of the real incidents.
var sizes = struct{ impacts, claims, updates, responses, consequences, sources, countries histogram }{
	impacts:      histogram{0, 21, 18, 13, 8, 4, 5, 2, 0, 2, 2, 0, 0, 1},
	claims:       histogram{4, 24, 15, 12, 9, 5, 4, 2, 0, 0, 0, 0, 0, 0, 1},
	updates:      histogram{20, 10, 8, 19, 8, 6, 1, 3, 0, 0, 0, 1},
	responses:    histogram{13, 32, 20, 9, 1, 0, 0, 0, 0, 1},
	consequences: histogram{26, 24, 10, 8, 2, 4, 1, 1},
	sources:      histogram{0, 16, 16, 12, 17, 9, 1, 3, 0, 0, 1, 0, 0, 0, 0, 1},
	countries:    histogram{0, 65, 5, 3, 2, 0, 1},
}

// deciles are the least length of a text of the real records in characters, that
// which a tenth of them does not exceed, and so on; the last is set such that the
// mean is the real one.
type deciles [11]int

func (d deciles) draw(r *rand.Rand) int {
	at := r.Float64() * 10
	n := int(at)
	return d[n] + int((at-float64(n))*float64(d[n+1]-d[n]))
}

// lengths are those of the texts of the real records.
var lengths = struct {
	title, summary, details, factNote, says, update, response, what, whatNote, note, area deciles
	sourceTitle, address, publisher, sourceNote                                           deciles
	service, serviceText, organisation, organisationText                                  deciles
}{
	title:            deciles{20, 32, 36, 42, 47, 51, 53, 58, 62, 70, 75},
	summary:          deciles{183, 215, 227, 237, 251, 256, 270, 278, 298, 312, 355},
	details:          deciles{96, 217, 235, 273, 330, 344, 381, 400, 443, 583, 1126},
	factNote:         deciles{11, 32, 45, 59, 68, 74, 84, 90, 103, 131, 167},
	says:             deciles{19, 39, 50, 60, 70, 82, 96, 109, 124, 145, 178},
	update:           deciles{17, 25, 31, 36, 43, 48, 57, 64, 77, 90, 155},
	response:         deciles{19, 34, 41, 48, 56, 62, 70, 76, 88, 114, 147},
	what:             deciles{11, 17, 22, 25, 30, 36, 42, 46, 48, 60, 87},
	whatNote:         deciles{12, 21, 25, 26, 31, 33, 43, 50, 52, 58, 104},
	note:             deciles{10, 17, 26, 35, 41, 41, 48, 58, 69, 81, 127},
	area:             deciles{4, 9, 9, 10, 17, 24, 28, 32, 37, 53, 106},
	sourceTitle:      deciles{17, 32, 36, 41, 45, 50, 55, 58, 64, 76, 101},
	address:          deciles{27, 47, 51, 63, 73, 84, 92, 103, 114, 128, 172},
	publisher:        deciles{3, 8, 9, 10, 11, 12, 14, 16, 19, 23, 46},
	sourceNote:       deciles{7, 16, 25, 28, 30, 33, 38, 45, 64, 83, 149},
	service:          deciles{1, 7, 10, 13, 16, 20, 22, 25, 29, 37, 45},
	serviceText:      deciles{8, 16, 19, 26, 32, 36, 41, 48, 54, 65, 98},
	organisation:     deciles{3, 6, 7, 8, 11, 15, 19, 21, 30, 40, 57},
	organisationText: deciles{12, 20, 25, 32, 37, 41, 46, 56, 65, 74, 88},
}

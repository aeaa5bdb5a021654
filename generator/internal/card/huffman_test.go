package card

import "testing"

func TestCodesAreWholeAndShort(t *testing.T) {
	fibonacci := []int{1, 1}
	for len(fibonacci) < 40 {
		fibonacci = append(fibonacci, fibonacci[len(fibonacci)-1]+fibonacci[len(fibonacci)-2])
	}
	for name, count := range map[string][]int{
		"one": {0, 7}, "two": {1, 0, 900}, "alike": {5, 5, 5, 5, 5, 5, 5}, "as unlike as can be": fibonacci,
	} {
		for _, limit := range []uint{7, 15} {
			room, used := uint64(0), 0
			for n, c := range newCodes(count, limit) {
				if (c.length > 0) != (count[n] > 0) || c.length > limit {
					t.Errorf("%s: symbol %d, which comes %d times, has a code of %d bits, want 1 to %d", name, n, count[n], c.length, limit)
				}
				if c.length > 0 {
					room += 1 << (limit - c.length)
					used++
				}
			}
			if want := uint64(1) << limit; room != want && used > 1 {
				t.Errorf("%s: the codes of at most %d bits take %d of %d places", name, limit, room, want)
			}
		}
	}
}

// Package sweep tries parsers and encoders on very many inputs that are changed
// at random from examples. It is not guided by coverage, as go test -fuzz is, and
// tries a hundred times as many in the same time; the two find different faults.
package sweep

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// usual is how many inputs an ordinary test tries.
const usual = 5000

// Texts gives texts to check: as many as the variable SWEEP says, the same ones in
// each run. SWEEP_SEED chooses others.
func Texts(t *testing.T, examples []string, check func(t *testing.T, text string)) {
	t.Helper()
	n := number(t, "SWEEP", usual)
	random := rand.New(rand.NewPCG(number(t, "SWEEP_SEED", 1), uint64(len(examples))))
	var alphabet []byte
	for _, text := range examples {
		check(t, text)
		alphabet = append(alphabet, text...)
	}
	alphabet = append(alphabet, "\x00\n\t \"'\\<>&[](){}=+-@#%,.;:/~?*|`\xff\x80\xe2\x80\xae09azAZ"...)
	var text []byte
	for tried := uint64(0); tried < n && !t.Failed(); tried++ {
		if tried%8 == 0 || len(text) > 200 {
			text = append(text[:0], examples[random.IntN(len(examples))]...)
		}
		text = change(text, alphabet, examples, random)
		check(t, string(text))
	}
	if n > usual {
		t.Logf("%d texts were tried", n)
	}
}

func number(t *testing.T, name string, usual uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s is %q, want a number", name, text)
	}
	return n
}

// change changes a text at one place.
func change(text, alphabet []byte, examples []string, random *rand.Rand) []byte {
	at := random.IntN(len(text) + 1)
	letter := alphabet[random.IntN(len(alphabet))]
	switch random.IntN(8) {
	case 0, 1: // another letter
		if at < len(text) {
			text[at] = letter
			return text
		}
		return append(text, letter)
	case 2, 3: // one letter more
		text = append(text, 0)
		copy(text[at+1:], text[at:])
		text[at] = letter
		return text
	case 4: // some letters less
		end := min(len(text), at+1+random.IntN(3))
		return append(text[:at], text[end:]...)
	case 5: // a part twice
		end := min(len(text), at+random.IntN(8))
		return append(text, text[at:end]...)
	case 6: // the end of another example
		other := examples[random.IntN(len(examples))]
		return append(text[:at], other[random.IntN(len(other)+1):]...)
	default: // another figure
		for i := at; i < len(text); i++ {
			if text[i] >= '0' && text[i] <= '9' {
				text[i] = byte('0' + random.IntN(10))
				break
			}
		}
		return text
	}
}

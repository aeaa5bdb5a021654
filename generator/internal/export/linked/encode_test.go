package linked

import (
	"encoding/json"
	"testing"
)

// FuzzEncode compares with encoding/json.
func FuzzEncode(f *testing.F) {
	for _, text := range []string{"", "plain", "é “x”", `"\\/`, "</script>&", "\u2028\x00\x7f\xff\t"} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, key, text string) {
		n := node{
			key: text, "none": nil, "yes": true, "texts": []string{text, "a"}, "no texts": []string(nil), "empty": []string{},
			"node": node{text: key}, "nodes": []node{{key: text}, {}}, "no nodes": []node(nil), "numbers": []int{1}, "date": json.Number("7"),
		}
		want, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(encode(n)); got != string(want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

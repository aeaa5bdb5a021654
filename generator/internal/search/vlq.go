package search

import "fmt"

// Numbers are written in 91 printable ASCII characters, those from '#' to '~'
// but '\', so that a string of them is a JavaScript string as it stands, a byte
// a symbol, and the web host's compression finds what is regular in it:
//
//	one character    below 60
//	two characters   below 2,608
//	three            below 19,170
//	four             below 772,741
//	five             below 69 million (led by a space)

// steps are the first values that need one character more.
var steps = [...]int{60, 60 + 28*91, 60 + 28*91 + 2*91*91, 60 + 28*91 + 2*91*91 + 91*91*91}

func symbol(v int) byte {
	if v += '#'; v >= '\\' {
		v++
	}
	return byte(v)
}

func value(c byte) int {
	if c > '\\' {
		c--
	}
	return int(c) - '#'
}

// appendNumber appends v, which is not negative and below 69 million.
func appendNumber(b []byte, v int) []byte {
	switch {
	case v < steps[0]:
		return append(b, symbol(v))
	case v < steps[1]:
		v -= steps[0]
		return append(b, symbol(60+v/91), symbol(v%91))
	case v < steps[2]:
		v -= steps[1]
		return append(b, symbol(88+v/91/91), symbol(v/91%91), symbol(v%91))
	case v < steps[3]:
		v -= steps[2]
		return append(b, symbol(90), symbol(v/91/91%91), symbol(v/91%91), symbol(v%91))
	}
	v -= steps[3]
	return append(b, ' ', symbol(v/91/91/91%91), symbol(v/91/91%91), symbol(v/91%91), symbol(v%91))
}

// numbers reads what appendNumber wrote.
type numbers struct {
	s   string
	err error
}

func (n *numbers) more() bool { return len(n.s) > 0 }

func (n *numbers) next() int {
	if n.s == "" {
		n.fail()
		return 0
	}
	c := n.s[0]
	n.s = n.s[1:]
	if c == ' ' {
		return steps[3] + n.digits(4)
	}
	switch v := value(c); {
	case v < 0 || v > 90:
		n.fail()
		return 0
	case v < 60:
		return v
	case v < 88:
		return steps[0] + (v-60)*91 + n.digits(1)
	case v < 90:
		return steps[1] + (v-88)*91*91 + n.digits(2)
	}
	return steps[2] + n.digits(3)
}

func (n *numbers) digits(count int) int {
	if len(n.s) < count {
		n.fail()
		return 0
	}
	v := 0
	for i := range count {
		v = v*91 + max(value(n.s[i]), 0)
	}
	n.s = n.s[count:]
	return v
}

func (n *numbers) fail() {
	if n.err == nil {
		n.err = fmt.Errorf("a list of numbers is cut off or holds other characters")
	}
	n.s = ""
}

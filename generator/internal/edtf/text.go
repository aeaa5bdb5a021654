package edtf

// Text returns v for people, in the words of w.
func (v Value) Text(w Words) string { return v.text }

// Text returns d as people say it, in the words of w.
func (d Duration) Text(w Words) string { return d.String() }

// MinText returns the shortest length as people say it; empty if it is open.
func (d Duration) MinText(w Words) string { return "" }

// MaxText returns the longest length as people say it; empty if it is open.
func (d Duration) MaxText(w Words) string { return "" }

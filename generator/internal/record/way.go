package record

import "strconv"

// way leads to a value while a record is decoded. The path of the value is put
// together when a finding needs it: most values have none.
type way struct {
	from  *way
	name  string // of a field; "" for an entry of a list
	entry int
}

// String gives the path, such as "impacts[1].start"; "" for the record itself.
func (w *way) String() string {
	switch {
	case w == nil:
		return ""
	case w.name == "":
		return w.from.String() + "[" + strconv.Itoa(w.entry) + "]"
	}
	return join(w.from.String(), w.name)
}

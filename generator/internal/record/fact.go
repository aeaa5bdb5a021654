package record

import "incidentarchive/generator/internal/edtf"

// Fact is a value with the sources that support it. In YAML the bare value is
// enough; a mapping with value, sources and note says more.
type Fact[T any] struct {
	Value   T        `json:"value" rec:"required,scalar" doc:"The value itself."`
	Sources []string `json:"sources,omitempty" rec:"source,max=50" doc:"The ids of the sources that say so." example:"[news-2323626]"`
	Note    string   `json:"note,omitempty" rec:"line,max=500" doc:"One plain sentence: where sources differ, how the value was found." example:"Customers reported trouble from about 16:00."`
	Given   bool     `json:"-"` // whether the record has the field at all
}

// IsZero tells whether the record leaves the field out.
func (f Fact[T]) IsZero() bool { return !f.Given }

// Cause is the class of the root cause and how sure it is.
type Cause struct {
	Value   RootCause   `json:"value" rec:"required,scalar" doc:"The class of the root cause." example:"malicious-action"`
	Status  CauseStatus `json:"status,omitempty" doc:"How sure the cause is; required unless the cause is unknown." example:"confirmed"`
	Sources []string    `json:"sources,omitempty" rec:"source,max=50" doc:"The ids of the sources that say so." example:"[news-2324041]"`
	Note    string      `json:"note,omitempty" rec:"line,max=500" doc:"One plain sentence: what exactly, according to whom." example:"Confirmed by the operator and by the crisis unit."`
}

// End is when something ended: a time, or one of two words that mean different
// things.
type End struct {
	Time    edtf.Value
	Ongoing bool // it had not ended when the record was last changed
	Unknown bool // it ended, but no source says when
}

// IsZero tells whether nothing is said about the end.
func (e End) IsZero() bool { return e == End{} }

// String gives the text as written in a record.
func (e End) String() string {
	switch {
	case e.Ongoing:
		return "ongoing"
	case e.Unknown:
		return "unknown"
	default:
		return e.Time.String()
	}
}

// MarshalText gives the text as written in a record.
func (e End) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads a time or one of the two words.
func (e *End) UnmarshalText(text []byte) error {
	end, err := parseEnd(string(text))
	if err == nil {
		*e = end
	}
	return err
}

func parseEnd(text string) (End, error) {
	switch text {
	case "ongoing":
		return End{Ongoing: true}, nil
	case "unknown":
		return End{Unknown: true}, nil
	}
	v, err := edtf.Parse(text)
	return End{Time: v}, err
}

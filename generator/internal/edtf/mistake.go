package edtf

// misspelt finds faults of the whole text that would mislead the parser.
func misspelt(s string) *problem { return nil }

// mistake explains why s is not a time; at is where the reader stopped.
func mistake(s string, at int) *problem {
	return &problem{at, "not a time; write 2025, 2025-07, 2025-07-23 or 2025-07-23T16:15"}
}

func season(year, month int) string { return "" }

// Package edtf holds uncertain dates, times and lengths of time, after the
// Extended Date/Time Format (ISO 8601-2).
package edtf

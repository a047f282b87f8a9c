package main

import "testing"

// FuzzRegister: whatever a register holds, it is read or refused, and the place of the fault lies in it.
func FuzzRegister(f *testing.F) {
	for _, seed := range []string{"", "{}", string(registerText), `{"ties": [{}]}`, `{"partner": null} x`, `{"sheets": [{"expected": [1], "perceived": []}]}`, `{"visits"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, offset, err := parseRegister(text); offset < 0 || offset > int64(len(text)) || err == nil && offset == 0 {
			t.Errorf("offset %d of %d, %v", offset, len(text), err)
		}
	})
}

package main

import (
	"bytes"
	"testing"
)

// FuzzReport: no story makes the tutorial panic, and one that is refused leaves nothing on standard output.
func FuzzReport(f *testing.F) {
	f.Add(storyLines)
	for line := range bytes.Lines(storyLines) {
		f.Add(line)
	}
	f.Add([]byte("{}\n"))
	f.Fuzz(func(t *testing.T, story []byte) {
		var out, log bytes.Buffer
		switch status := run([]string{"-events", "-"}, bytes.NewReader(story), &out, &log); {
		case status == exitOK && out.Len() > 0 && log.Len() == 0:
		case status == exitData && out.Len() == 0 && log.Len() > 0:
		default:
			t.Errorf("status %d with %d bytes of report, %q", status, out.Len(), &log)
		}
	})
}

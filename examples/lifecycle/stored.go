package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/rapport-go/rapport/lifecycle"
)

// stored writes the standing for a database, and reads it back.
func stored(w io.Writer, t *tale) error {
	heading(w, "Stored and read back")
	data, err := json.Marshal(t.today)
	if err != nil {
		return err
	}
	var shown bytes.Buffer
	if err := json.Indent(&shown, data, "  ", "  "); err != nil {
		return err
	}
	fmt.Fprintf(w, "A service keeps this for each customer, beside the log of events (%d bytes on one line):\n\n  %s\n\n", len(data), &shown)

	var back lifecycle.CustomerStanding
	if err := json.Unmarshal(data, &back); err != nil {
		return err
	}
	fmt.Fprintf(w, "Read back it is the same: %s. ", yesNo(back == t.today))
	fmt.Fprintf(w, "\"seq\" counts the steps; saved only where the database still has the old\nvalue, it keeps two services from overwriting each other. What is damaged is refused, with the place:\n\n")

	stage := []byte(`"stage":"` + t.today.State.Stage.String() + `"`)
	damaged := bytes.Replace(data, stage, []byte(`"stage":"asleep"`), 1)
	fmt.Fprintf(w, "  %v\n", json.Unmarshal(damaged, &back))
	return nil
}

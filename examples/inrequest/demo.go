package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// demo speaks to the service over HTTP, as any client would, and prints what it
// says and hears.
type demo struct {
	out    *bytes.Buffer
	server *httptest.Server
}

// demonstrate runs the whole demonstration against a service of its own.
func demonstrate(out io.Writer, m *models) error {
	rooms, err := openRooms(m)
	if err != nil {
		return err
	}
	kept := &memory{}
	contested := &rival{store: kept}
	s := &service{rooms: rooms, store: contested, self: self, now: func() time.Time { return demoNow }}
	d := &demo{out: &bytes.Buffer{}, server: httptest.NewServer(s.handler())}
	defer d.server.Close()

	fmt.Fprintf(d.out, "The models, fitted once on a base of %d customers as of %v and loaded from their document:\n", baseCustomers, m.AsOf)
	fmt.Fprintf(d.out, "  %v\n  %v\n", m.Orders, m.Spend)

	d.head("A customer, event by event")
	err = d.play(customerLines())

	d.head("Two events at once: one is written between the other's read and write")
	contested.write = func() error {
		e, err := relationship.ParseEvent([]byte(rivalEvent))
		if err == nil {
			_, err = (&service{rooms: rooms, store: kept, self: self, now: s.now}).observe(e)
		}
		return err
	}
	if err == nil {
		err = d.play([]line{
			{say: "our compare-and-set fails, and is tried again on what they wrote", post: ownEvent},
			{get: adaPath + "?at=2026-04-01T12:00:00Z"},
			{say: "today, after months of silence", get: adaPath},
		})
	}

	d.head("A supplier, from the first letter on")
	if err == nil {
		err = d.play(supplierLines())
	}

	d.head("A profile as it is sent")
	if err == nil {
		err = d.sent(adaPath + "?at=2026-04-01T12:00:00Z")
	}
	if err != nil {
		return err
	}
	_, err = d.out.WriteTo(out)
	return err
}

// head begins a chapter.
func (d *demo) head(title string) { fmt.Fprintf(d.out, "\n%s\n", title) }

// play makes the requests one after the other.
func (d *demo) play(lines []line) error {
	for _, l := range lines {
		if l.say != "" {
			fmt.Fprintf(d.out, "\n  # %s\n", l.say)
		}
		status, body, err := d.request(l)
		if err != nil {
			return err
		}
		switch {
		case status != http.StatusOK:
			err = d.refused(status, body)
		case l.post != "":
			err = d.observed(body)
		default:
			err = d.profile(body)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// request makes one request and returns the status and the answer.
func (d *demo) request(l line) (int, []byte, error) {
	var response *http.Response
	var err error
	if l.post != "" {
		var event struct{ Kind, ID, At string }
		if err := json.Unmarshal([]byte(l.post), &event); err != nil {
			return 0, nil, err
		}
		fmt.Fprintf(d.out, "  POST /events  %s %s, %s\n", event.Kind, event.ID, event.At)
		response, err = d.server.Client().Post(d.server.URL+"/events", "application/json", strings.NewReader(l.post))
	} else {
		fmt.Fprintf(d.out, "  GET  %s\n", l.get)
		response, err = d.server.Client().Get(d.server.URL + l.get)
	}
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}

// refused prints an answer that is no 200.
func (d *demo) refused(status int, body []byte) error {
	var p problem
	if err := json.Unmarshal(body, &p); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "       %d %s: %s\n", status, p.Kind, p.Text)
	if p.Rule != "" {
		fmt.Fprintf(d.out, "       %s: want %s\n", p.Place, p.Rule)
	}
	return nil
}

// observed prints the answer to an event.
func (d *demo) observed(body []byte) error {
	var o observed
	if err := json.Unmarshal(body, &o); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "       200 version %d", o.Version)
	if !o.Changed {
		fmt.Fprint(d.out, ", unchanged")
	}
	if o.Attempts > 1 {
		fmt.Fprintf(d.out, ", at attempt %d", o.Attempts)
	}
	fmt.Fprintln(d.out)
	for _, step := range o.Steps {
		fmt.Fprintf(d.out, "       %s\n", step)
	}
	return nil
}

// profile prints a profile in a few lines.
func (d *demo) profile(body []byte) error {
	var v view
	if err := json.Unmarshal(body, &v); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "       200 version %d\n", v.Version)
	fmt.Fprintf(d.out, "       stage    %s since %s", v.Stage, v.Since[:len(time.DateOnly)])
	if v.Next != nil {
		fmt.Fprintf(d.out, "; %s at %s: %s", v.Next.To, v.Next.At, v.Next.Because)
	}
	fmt.Fprintf(d.out, "\n       loyalty  %d (%d to %d), %s =", v.Loyalty.Points, v.Loyalty.Low, v.Loyalty.High, v.Loyalty.Band)
	for i, l := range v.Loyalty.Lines {
		fmt.Fprintf(d.out, "%s %s %d", []string{"", " +"}[min(i, 1)], l.Factor, l.Points)
	}
	fmt.Fprintln(d.out)
	for _, l := range v.Loyalty.Risks {
		fmt.Fprintf(d.out, "       risk     %s, %d points\n", l.Factor, l.Effect)
	}
	if v.Kept != nil {
		fmt.Fprintf(d.out, "       promises %d closed in a year, kept to %d\n", v.Kept.Closed, v.Kept.Points)
	}
	if v.Segment != nil {
		fmt.Fprintf(d.out, "       segment  %s, %s\n", v.Segment.Name, v.Segment.Score)
		for _, reason := range v.Segment.Reasons {
			fmt.Fprintf(d.out, "                %s\n", reason)
		}
		fmt.Fprintf(d.out, "       alive    %.4f, %.4f orders expected\n", v.Worth.Alive, v.Worth.Expected)
	}
	if v.Worth != nil && v.Worth.Value != nil {
		fmt.Fprintf(d.out, "       value    %v = %.4f discounted × %.4f spend × %v margin\n",
			v.Worth.Value, *v.Worth.Discounted, *v.Worth.Spend, *v.Worth.Margin)
	}
	return nil
}

// sent prints an answer as it is, indented.
func (d *demo) sent(path string) error {
	_, body, err := d.request(line{get: path})
	if err != nil {
		return err
	}
	return json.Indent(d.out, body, "", "  ")
}

package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// mail returns what was sent in the built-in story.
func mail(t *testing.T) correspondence {
	t.Helper()
	m, err := corresponded(replayed(t, storyEnd()))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// date reads a date of a test.
func date(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }

// TestLettersByHand follows some of the plan with a calendar and the story.
func TestLettersByHand(t *testing.T) {
	got := map[string]string{}
	for _, touch := range mail(t).touches {
		got[touch.Due.String()+" "+touch.Kind.String()] = outcome(touch)
	}
	for touch, want := range map[string]string{
		// The first order came in the evening, after the job of the morning.
		"2025-01-22 welcome-pack": "sent by mail on 2025-01-23",
		// 14 days after the delivery, and, where there is none, after the order; in spite of the complaint, for it serves.
		"2025-02-08 after-sales-check": "sent by phone, about e-06",
		"2025-03-06 after-sales-check": "sent by phone, about e-10",
		"2025-06-03 after-sales-check": "sent by phone, about e-18",
		"2025-09-22 after-sales-check": "sent by phone, about e-22",
		// January 23 and February 8 are two within 30 days, until the offer of the week is over.
		"2025-02-08 offer": "not sent: it would be one contact too many",
		// The complaint of March 4 waits until March 18, and the offer is good until March 15.
		"2025-03-08 offer": "not sent: a complaint is open, and service comes before sales (e-11)",
		// Three months after January 8, and every three months.
		"2025-04-08 newsletter": "sent by e-mail",
		"2025-07-08 newsletter": "sent by e-mail",
		// September 22, the newsletter, and no third.
		"2025-10-08 newsletter": "sent by e-mail",
		"2025-10-08 offer":      "not sent: it would be one contact too many",
		// The consent of January 15 was withdrawn on November 14.
		"2025-11-08 offer":      "sent by e-mail",
		"2025-12-08 offer":      "not sent: there is no consent to it",
		"2026-01-08 newsletter": "not sent: there is no consent to it",
		// Paper needs none.
		"2026-01-22 anniversary": "planned by mail",
	} {
		if got[touch] != want {
			t.Errorf("%s: %q, want %q", touch, got[touch], want)
		}
	}
}

// TestServiceBeforeSales: nothing that sells was sent while the complaint was open, without consent to its channel, or as a third contact
// within 30 days by what was known on its day; and every check after a deal was.
func TestServiceBeforeSales(t *testing.T) {
	m := mail(t)
	var days []relationship.Date
	for e := range m.log.All() {
		if _, ok := e.(relationship.Contact); ok && e.Actor() == relationship.ByFrom {
			days = append(days, relationship.DateOf(e.At()))
		}
	}
	sold := 0
	for _, touch := range m.touches {
		if touch.Status != lifecycle.TouchDone || touch.Class != lifecycle.ClassSales {
			continue
		}
		sold++
		if !touch.On.Before(date("2025-03-04")) && touch.On.Before(date("2025-03-18")) {
			t.Errorf("sent during the complaint: %v", touch)
		}
		if touch.On.Before(date("2025-01-15")) || touch.On.After(date("2025-11-14")) {
			t.Errorf("sent without consent: %v", touch)
		}
		recent := 0
		for _, day := range days {
			if since := touch.On.DaysSince(day); since >= 0 && since < 30 {
				recent++
			}
		}
		if recent > 2 {
			t.Errorf("%d contacts in 30 days: %v", recent, touch)
		}
	}
	if sold != 10 { // 3 newsletters, and 7 offers: of April to September and of November
		t.Errorf("%d letters that sell were sent, want 10", sold)
	}
	if want := (lifecycle.AfterSalesCoverage{Covered: 4}); m.coverage != want {
		t.Errorf("checks after deals: %+v, want %+v", m.coverage, want)
	}
}

// TestLettersMoveNothing: with all that was sent in the log, the customer goes the same way on the same days.
func TestLettersMoveNothing(t *testing.T) {
	tale := replayed(t, storyEnd())
	m, err := corresponded(tale)
	if err != nil {
		t.Fatal(err)
	}
	if more := m.log.Len() - tale.log.Len(); more != 15 { // 10 that sell, 4 checks and a welcome
		t.Errorf("%d letters, want 15", more)
	}
	quiet, err := tale.course.Path(tale.log.Of(tale.key), tale.at)
	if err != nil {
		t.Fatal(err)
	}
	loud, err := tale.course.Path(m.log.Of(tale.key), tale.at)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(quiet, loud); diff != "" {
		t.Errorf("-without letters +with:\n%s", diff)
	}
}

// TestObstacles: there are words for every reason why a letter cannot be sent.
func TestObstacles(t *testing.T) {
	for _, reason := range lifecycle.TouchReasons() {
		if obstacles()[reason] == "" {
			t.Errorf("no words for %v", reason)
		}
	}
	if n := len(obstacles()); n != len(lifecycle.TouchReasons()) {
		t.Errorf("%d words for %d reasons", n, len(lifecycle.TouchReasons()))
	}
}

// TestOutcomes are those that the built-in story does not come to.
func TestOutcomes(t *testing.T) {
	touch := lifecycle.Touch{Due: date("2025-05-01"), On: date("2025-05-03"), Channel: relationship.ChannelEmail}
	for want, status := range map[string]lifecycle.TouchStatus{
		"put off to 2025-05-03 by e-mail: it would be one contact too many": lifecycle.TouchDeferred,
		"due by e-mail": lifecycle.TouchDue,
		"missed":        lifecycle.TouchMissed,
	} {
		of := touch
		if of.Status = status; status == lifecycle.TouchDeferred {
			of.Reason = lifecycle.ReasonContactCap
		}
		if got := outcome(of); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestNoPlan: a story beyond the calendar of plans is told without one.
func TestNoPlan(t *testing.T) {
	late := bytes.ReplaceAll(storyLines, []byte(`"2025-`), []byte(`"9993-`))
	var out, log bytes.Buffer
	status := run([]string{"-events", "-", "-at", "9993-12-31"}, bytes.NewReader(late), &out, &log)
	if status != exitOK || !strings.Contains(out.String(), "There is no plan for this story: lifecycle: plan: ") {
		t.Errorf("status %d, %s", status, &log)
	}
}

// TestLettersToTheGone: whoever is churned, on May 30, gets no more offers, and that is the reason, and not the consent.
func TestLettersToTheGone(t *testing.T) {
	text := told(t, options{at: endOf(date("2026-06-30"))})
	for _, line := range []string{
		"  2026-05-08  offer             sales    not sent: there is no consent to it\n",
		"  2026-06-08  offer             sales    not sent: it is not for customers in this stage\n",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("no %q in:\n%s", line, text)
		}
	}
	// Long after, the plan looks back two years and no more.
	tale := replayed(t, endOf(date("2040-01-01")))
	m, err := corresponded(tale)
	if err != nil || len(m.touches) == 0 || m.touches[0].Due.Before(date("2038-01-01")) {
		t.Errorf("%v, %v", m.touches, err)
	}
}

// TestEarlyToday: where today ends before the job of the morning, what is due today is not sent yet.
func TestEarlyToday(t *testing.T) {
	story := `{"kind":"purchase","id":"o","at":"2025-05-01T07:00:00Z","from":"shop","to":"x","role":"end-consumer","actor":"to","amount":"1.00 EUR"}
{"kind":"use","id":"u","at":"2025-05-15T07:00:00Z","from":"shop","to":"x","role":"end-consumer","actor":"to"}
`
	var out bytes.Buffer
	if status := run([]string{"-events", "-"}, strings.NewReader(story), &out, &out); status != exitOK ||
		!strings.Contains(out.String(), "  2025-05-15  after-sales-check service  due by phone, about o\n") {
		t.Errorf("status %d, no check that is due in:\n%s", status, &out)
	}
}

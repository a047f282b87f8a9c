package loyalty_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestPublishedTable: the table of the package comment has a row for each rule of the default policy and for nothing else, and
// the sentence below it an aspect for each rule of a rating. What the rows say of x and w is TestObserve.
func TestPublishedTable(t *testing.T) {
	text := string(must(os.ReadFile("doc.go")))
	_, text, _ = strings.Cut(text, "What events are evidence of")
	table, text, found := strings.Cut(text, "// Ratings of ")
	if !found {
		t.Fatal("doc.go has no table")
	}
	sentence, _, _ := strings.Cut(text, "Commitment")
	rows := map[string]string{} // kind to the factors in its rows
	kind := ""
	for _, row := range regexp.MustCompile(`(?m)^//\t([a-z-]*) +(?:by |social).*? {2,}([a-z-]+|by aspect) {2,}.*$`).FindAllStringSubmatch(table, -1) {
		if row[1] != "" {
			kind = row[1]
		}
		if rows[kind] != "" && rows[kind] != row[2] {
			t.Errorf("%s goes to %s and to %s", kind, rows[kind], row[2])
		}
		rows[kind] = row[2]
	}
	aspects := map[string]string{} // aspect to factor
	sentence = regexp.MustCompile(`\([^)]*\)|// |\n`).ReplaceAllString(sentence, " ")
	for _, part := range strings.Split(strings.TrimRight(strings.Join(strings.Fields(sentence), " "), ". "), ";") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "of ")
		part = strings.Replace(part, " speak of ", " of ", 1)
		about, factor, _ := strings.Cut(part, " of ")
		factor = strings.ReplaceAll(strings.TrimPrefix(factor, "the "), " ", "-")
		for _, name := range regexp.MustCompile(`[a-z]+`).FindAllString(strings.ReplaceAll(about, " and ", ","), -1) {
			if aspects[name] != "" {
				t.Errorf("%s is in two parts of the sentence", name)
			}
			aspects[name] = factor
		}
	}
	policy := loyalty.DefaultCustomerCard().Policy
	for _, rule := range policy.Rules {
		if rule.Weight != 1 {
			t.Errorf("the rule of %v weighs %v, which the table does not say", rule.Event, rule.Weight)
		}
		if rule.Event != relationship.EventRating {
			if got := rows[rule.Event.String()]; got != string(rule.Factor) {
				t.Errorf("%v goes to %q in the table, want %s", rule.Event, got, rule.Factor)
			}
			delete(rows, rule.Event.String())
			continue
		}
		if got := aspects[rule.About.String()]; got != string(rule.Factor) {
			t.Errorf("a rating of %v goes to %q in the text, want %s", rule.About, got, rule.Factor)
		}
		delete(aspects, rule.About.String())
	}
	if delete(rows, "rating"); len(rows) > 0 || len(aspects) > 0 {
		t.Errorf("no rules for %v and %v", rows, aspects)
	}
	for _, r := range policy.Replies {
		half, _ := strings.CutSuffix(r.HalfLife.String(), "1d")
		if half == "" {
			half = "24h"
		}
		if name := r.Channel.String(); name != "e-mail" && !strings.Contains(table, name+" "+half) { // e-mail is as the others
			t.Errorf("the table does not say %s %s", name, half)
		}
	}
}

package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// describe says in a few words what an event is.
func describe(e relationship.Event) string {
	who := "the shop"
	if e.Actor() == relationship.ByTo {
		who = "customer"
	}
	switch v := e.(type) {
	case relationship.Contact:
		return fmt.Sprintf("%s: contact by %s, %s", who, v.Channel(), v.Purpose())
	case relationship.Request:
		return fmt.Sprintf("%s: asks by %s, %s", who, v.Channel(), v.Purpose())
	case relationship.Purchase:
		return fmt.Sprintf("%s: order of %s", who, v.Amount())
	case relationship.Rating:
		return fmt.Sprintf("%s: %s %s of %s to %s", who, v.About(), number(v.Value()), number(v.Low()), number(v.High()))
	case relationship.Complaint:
		return strings.TrimSuffix(fmt.Sprintf("%s: complaint, %s", who, v.Topic()), ", ")
	case relationship.Resolution:
		return fmt.Sprintf("%s: complaint settled, %s", who, v.Verdict())
	case relationship.ConsentGiven:
		return fmt.Sprintf("%s: may be reached by %s", who, v.Channel())
	case relationship.ConsentWithdrawn:
		return fmt.Sprintf("%s: no more %s", who, v.Channel())
	case relationship.WinBackStarted:
		return fmt.Sprintf("%s: command, win back", who)
	case relationship.PartyClosed:
		return fmt.Sprintf("%s: command, close", who)
	}
	kind, _ := relationship.KindOf(e)
	return fmt.Sprintf("%s: %s", who, strings.ReplaceAll(kind.String(), "-", " "))
}

// number writes a rating as it was given.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// reason says in words what the reason code of a rule means.
func reason(code string) string {
	if words, ok := reasons()[code]; ok {
		return words
	}
	return "(no words for this)"
}

// reasons has words for every reason code of the life cycle of a customer.
func reasons() map[string]string {
	return map[string]string{
		"interest":              "whoever asks compares",
		"first order":           "bought for the first time",
		"order again":           "bought after having gone: the next lifetime begins",
		"silent prospect":       "never bought, and is not heard of",
		"declined":              "turned the offer down",
		"repeat order":          "bought again, so what was bought is in use",
		"order":                 "bought",
		"use":                   "uses what it bought",
		"use assumed":           "a month after the order its use is taken for granted",
		"all returned":          "kept nothing of what it bought",
		"content regular":       "buys again, is content, and has nothing to complain of",
		"rating":                "said what it thinks of the shop",
		"recommends":            "recommends the shop, and in its own words would do so again",
		"referral":              "sent somebody",
		"discontent":            "said that it is not content: the bond is gone",
		"complaint":             "waits for an answer; that is a voice, and no exit",
		"back with a complaint": "came back, and the complaint is still open",
		"settled late":          "an answer at last, and the customer is still silent",
		"another open":          "another complaint still waits",
		"recovered":             "is content with the answer, so it is back where it was",
		"settled":               "got an answer, but did not say that it is content: a bond would have to be earned again",
		"unanswered":            "nobody answered the complaint in time",
		"silent":                "did nothing of its own accord for so long; it can come back to where it was",
		"no referral":           "recommended nobody for so long",
		"long silent":           "silent for so long that it will not come back to where it was",
		"gone":                  "silent for so long that it is a customer no more: a lifetime ends",
		"win-back":              "may be asked to come back, and is worth it",
		"no answer":             "did not answer the attempt to win it back",
		"cancelled":             "gave notice",
		"closed":                "no more dealings at all",
	}
}

// plural counts things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// yesNo answers.
func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// asRejected reports whether an error is a rejected command, and says which.
func asRejected(err error, refused **lifecycle.RejectedError) bool { return errors.As(err, refused) }

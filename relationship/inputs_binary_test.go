package relationship_test

import (
	"bytes"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// bytesOf joins single bytes and texts.
func bytesOf(parts ...any) []byte {
	var out []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			out = append(out, byte(part))
		case string:
			out = append(out, part...)
		case []byte:
			out = append(out, part...)
		}
	}
	return out
}

// The pieces of a binary form, written by hand.
var (
	head1 = bytesOf(1, 3, "EUR", 2, 1)                // version, currency, places, one day
	day1  = []byte{0xc5, 0xa4, 0x5a}                  // 739,618 days to 2026-01-02, twice, plus one for a plain day
	full1 = []byte{0xc4, 0xa4, 0x5a}                  // the same for a day in full
	cents = []byte{0xe2, 0x09}                        // 1250
	wide  = bytes.Repeat([]byte{0xff}, 51)            // the beginning of a coefficient of 52 bytes
	over  = bytes.Repeat([]byte{0x80}, 10)            // the beginning of a number of more than 64 bits
	count = bytesOf(bytes.Repeat([]byte{0x80}, 9), 1) // 2^63, one more than a count holds
)

// TestBinaryByHand reads forms that were written by hand, so that writer and reader cannot be wrong together.
func TestBinaryByHand(t *testing.T) {
	for name, row := range map[string]struct {
		data []byte
		want *relationship.Summary
	}{
		"empty":  {[]byte{1}, new(relationship.Summary)},
		"plain":  {bytesOf(head1, day1, cents), summaryOf(t, bought("2026-01-02", "12.50 EUR"))},
		"free":   {bytesOf(head1, full1, 0, 1, 0, 0), summaryOf(t, bought("2026-01-02", "0.00 EUR"))},
		"refund": {bytesOf(head1, full1, 0, 0, 0, cents), summaryOf(t, refunded("2026-01-02", "12.50 EUR"))},
		"all": {bytesOf(head1, full1, 2, 1, 2, 1), summaryOf(t,
			bought("2026-01-02", "0.01 EUR"), bought("2026-01-02", "0.01 EUR"), bought("2026-01-02", "0.00 EUR"), refunded("2026-01-02", "0.01 EUR"))},
		"two":  {bytesOf(1, 3, "EUR", 2, 2, day1, cents, 3, 1), summaryOf(t, bought("2026-01-02", "12.50 EUR"), bought("2026-01-03", "0.01 EUR"))},
		"fine": {bytesOf(1, 3, "EUR", 3, 1, day1, 5), summaryOf(t, bought("2026-01-02", "0.005 EUR"))},
		"own":  {bytesOf(1, 5, "PTS/0", 0, 1, day1, 5), summaryOf(t, bought("2026-01-02", "5 PTS/0"))},
	} {
		var got relationship.Summary
		if err := got.UnmarshalBinary(row.data); err != nil || !got.Equal(row.want) {
			t.Errorf("%s: %x is read as %v, %v", name, row.data, slices.Collect(got.Days()), err)
		}
		if data, err := row.want.MarshalBinary(); err != nil || !bytes.Equal(data, row.data) {
			t.Errorf("%s is written %x, %v; want %x", name, data, err, row.data)
		}
		prefix := []byte("kept")
		if data, err := row.want.AppendBinary(slices.Clone(prefix)); err != nil || !bytes.Equal(data, bytesOf(prefix, row.data)) {
			t.Errorf("%s is appended as %x, %v", name, data, err)
		}
	}
}

// TestRefusedBinary breaks every rule of the binary form.
func TestRefusedBinary(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing":                     {},
		"version 0":                   {0},
		"version 2":                   {2},
		"more than nothing":           {1, 0},
		"no currency":                 bytesOf(1, 0, 2, 1, day1, cents),
		"half a currency":             bytesOf(1, 3, "EU"),
		"currency beyond the end":     bytesOf(1, 255, "EUR", 2, 1, day1, cents),
		"currency in lower case":      bytesOf(1, 3, "eur", 2, 1, day1, cents),
		"currency in another writing": bytesOf(1, 5, "EUR/2", 2, 1, day1, cents),
		"no places":                   bytesOf(1, 3, "EUR"),
		"fewer places than the unit":  bytesOf(1, 3, "EUR", 1, 1, day1, cents),
		"more places than there are":  bytesOf(1, 3, "EUR", 19, 1, day1, cents),
		"more places than needed":     bytesOf(1, 3, "EUR", 3, 1, day1, cents),
		"no count":                    bytesOf(1, 3, "EUR", 2),
		"no days":                     bytesOf(1, 3, "EUR", 2, 0),
		"more days than bytes":        bytesOf(1, 3, "EUR", 2, 3, day1, cents),
		"a count beyond 64 bits":      bytesOf(1, 3, "EUR", 2, over, 1, day1, cents),
		"a long count":                bytesOf(1, 3, "EUR", 2, 0x81, 0, day1, cents),
		"fewer days than counted":     bytesOf(1, 3, "EUR", 2, 2, day1, cents),
		"bytes behind the days":       bytesOf(head1, day1, cents, 0),
		"half a date":                 bytesOf(head1, 0xc5),
		"a date in long form":         bytesOf(head1, 0xc5, 0xa4, 0xda, 0, cents),
		"no date":                     bytesOf(head1, 1, cents),
		"a date beyond the calendar":  bytesOf(head1, 0xb9, 0xe7, 0xbd, 0x03, cents), // one day after 9999-12-31
		"the same date again":         bytesOf(1, 3, "EUR", 2, 2, day1, cents, 1, cents),
		"a plain day of nothing":      bytesOf(head1, day1, 0),
		"no amount":                   bytesOf(head1, day1),
		"half an amount":              bytesOf(head1, day1, 0xe2),
		"an amount in long form":      bytesOf(head1, day1, 0xe2, 0x89, 0),
		"a wide one in long form":     bytesOf(head1, day1, over, 0),
		"half a wide one":             bytesOf(head1, day1, over),
		"an amount without end":       bytesOf(head1, day1, wide, wide, 1),
		"an amount beyond the bound":  bytesOf(head1, day1, wide, 1),
		"a plain day in full":         bytesOf(head1, full1, 1, 0, cents, 0),
		"a day of nothing":            bytesOf(head1, full1, 0, 0, 0, 0),
		"orders without an amount":    bytesOf(head1, full1, 2, 0, 0, 0),
		"an amount without orders":    bytesOf(head1, full1, 0, 1, cents, 0),
		"paid beyond int64":           bytesOf(head1, full1, count, 0, cents, 0),
		"free beyond int64":           bytesOf(head1, full1, 0, count, 0, 0),
		"half a day":                  bytesOf(head1, full1, 0, 1, 0),
	} {
		kept := summaryOf(t, bought("2026-01-02", "1.00 USD"))
		before := kept.Clone()
		err := kept.UnmarshalBinary(data)
		refuse(t, name, err, relationship.ErrDecode)
		var decode *relationship.DecodeError
		if !errors.As(err, &decode) || decode.Form != "summary binary" || !strings.HasPrefix(decode.Where, "byte ") || decode.Rule == "" {
			t.Errorf("%s: the facts are %+v", name, decode)
		}
		if !kept.Equal(before) {
			t.Errorf("%s: a refused form changed the target", name)
		}
	}
}

// TestHostileBinaryAllocatesLittle: a form may claim a million days; memory goes by the bytes that are there.
func TestHostileBinaryAllocatesLittle(t *testing.T) {
	free := []byte{2, 0, 1, 0, 0} // the next date, with a free order: the day that takes the most memory for its bytes
	for name, data := range map[string][]byte{
		"claims a million": bytesOf(1, 3, "EUR", 2, 0xff, 0xff, 0x3f, bytes.Repeat(free, 8000)),
		"free orders":      bytesOf(1, 3, "EUR", 2, 0xc0, 0x3e, bytes.Repeat(free, 8000), "no end"),
		"plain days":       bytesOf(1, 3, "EUR", 2, 0xc0, 0x3e, bytes.Repeat([]byte{3, 1}, 8000), "no end"),
	} {
		var s relationship.Summary
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := s.UnmarshalBinary(data)
		runtime.ReadMemStats(&after)
		refuse(t, name, err, relationship.ErrDecode)
		if perByte := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(data)); perByte > 128 {
			t.Errorf("%s: %.0f bytes allocated for each byte read, want at most 128", name, perByte)
		}
	}
}

// TestArgumentsAreLeftUnchanged: what is given to be read or merged is not written to.
func TestArgumentsAreLeftUnchanged(t *testing.T) {
	data := bytesOf(head1, day1, cents)
	text := []byte(`{"version":1,"currency":"EUR","days":[{"date":"2026-01-02","paid":1,"free":0,"gross":"12.50","refunded":"0.00"}]}`)
	dataBefore, textBefore := slices.Clone(data), slices.Clone(text)
	amounts := []relationship.Money{money("1.00 EUR"), money("0.005 EUR")}
	amountsBefore := slices.Clone(amounts)
	var a, b relationship.Summary
	for _, err := range []error{a.UnmarshalBinary(data), b.UnmarshalJSON(text), a.Merge(&b), a.Observe(bought("2026-01-02", "3.00 EUR"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := relationship.Sum(amounts...); err != nil || !slices.Equal(amounts, amountsBefore) {
		t.Errorf("Sum changed its amounts: %v, %v", amounts, err)
	}
	if !bytes.Equal(data, dataBefore) || !bytes.Equal(text, textBefore) {
		t.Error("a decoder changed its input")
	}
	data[len(data)-1] = 0
	if want := summaryOf(t, bought("2026-01-02", "12.50 EUR")); !b.Equal(want) {
		t.Error("the merged summary changed")
	}
}

// A coefficient without end would cost the square of its length; it is refused by its length, which a short one shows.
func TestSummaryBinaryRefusesEndlessCoefficients(t *testing.T) {
	var one relationship.Summary
	if err := one.Observe(bought("2026-01-02", "12.50 EUR")); err != nil {
		t.Fatal(err)
	}
	form := relationship.Must(one.MarshalBinary())
	head := form[:len(form)-2] // the amount 1250 takes the last two bytes
	for _, n := range []int{52, 53, 100, 100_000} {
		long := append(slices.Clone(head), bytes.Repeat([]byte{0x80}, n)...)
		long = append(long, 1)
		var s relationship.Summary
		var e *relationship.DecodeError
		if err := s.UnmarshalBinary(long); !errors.As(err, &e) || !strings.Contains(err.Error(), "shortest form") {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
)

// writeJSON writes the report as one document; with -why the explanations alone.
func writeJSON(w io.Writer, r *report) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false) // ids come out as they went in
	if r.Why != nil {
		return enc.Encode(r.Why)
	}
	return enc.Encode(r)
}

// writeCSV writes the customers, and then the partners, for a spreadsheet or the
// next program: plain numbers, the chance as a share, and an empty field for what
// is not known.
func writeCSV(w io.Writer, r *report) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"rank", "party", "role", "order_days", "last_seen", "stage", "since", "loyalty", "loyalty_low", "loyalty_high",
		"band", "segment", "rfm", "p_alive", "expected_orders", "expected_spend", "value", "currency"})
	for _, list := range [][]standing{r.Ranking, r.Partners} {
		for _, s := range list {
			value := ""
			if s.Value != nil {
				value = s.Value.AmountString()
			}
			_ = out.Write([]string{
				strconv.Itoa(s.Rank), s.Party, s.Role.String(), strconv.Itoa(s.Days), s.LastSeen.String(), s.Stage, s.Since.String(),
				strconv.Itoa(s.Loyalty.Score), strconv.Itoa(s.Loyalty.Low), strconv.Itoa(s.Loyalty.High), s.Loyalty.Band,
				s.Segment, s.RFM, plain(s.PAlive), plain(s.Expected), plain(s.Spend), value, r.Settings.Currency.Code(),
			})
		}
	}
	out.Flush()
	return out.Error() // the first of all the errors above
}

// plain writes a number with six decimal places.
func plain(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', 6, 64)
}

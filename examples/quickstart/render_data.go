package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
)

// writeJSON writes the report as one document.
func writeJSON(w io.Writer, r *report) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false) // ids come out as they went in
	return enc.Encode(r)
}

// writeCSV writes the ranking for a spreadsheet or the next program: plain
// numbers, the chance as a share, and an empty field for what is not known.
func writeCSV(w io.Writer, r *report) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"rank", "customer", "order_days", "last_seen", "p_alive", "expected_orders", "expected_spend", "value", "currency"})
	for _, s := range r.Ranking {
		value := ""
		if s.Value != nil {
			value = s.Value.AmountString()
		}
		_ = out.Write([]string{
			strconv.Itoa(s.Rank), s.Customer, strconv.Itoa(s.Days), s.LastSeen.String(),
			plain(s.PAlive), plain(s.Expected), plain(s.Spend), value, r.Settings.Currency.Code(),
		})
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

package relationship

import "strconv"

// summaryVersion is the version of both stored forms of a Summary.
const summaryVersion = 1

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"currency":"EUR","days":[{"date":"2026-01-02","paid":1,"free":0,"gross":"12.50","refunded":"0.00"}]}
//
// and {"version":1} while s knows nothing. Equal summaries have equal forms.
func (s Summary) MarshalJSON() ([]byte, error) {
	dst := make([]byte, 0, 48+96*len(s.days))
	dst = append(dst, `{"version":1`...)
	if len(s.days) == 0 {
		return append(dst, '}'), nil
	}
	dst = append(dst, `,"currency":"`...)
	dst = s.currency.append(dst)
	dst = append(dst, `","days":[`...)
	for i := range s.days {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.at(i).appendJSON(dst, uint8(s.currency.Places()))
	}
	return append(dst, `]}`...), nil
}

// appendJSON appends one day.
func (d day) appendJSON(dst []byte, places uint8) []byte {
	dst = d.date.append(append(dst, `{"date":"`...))
	dst = strconv.AppendInt(append(dst, `","paid":`...), d.paid, 10)
	dst = strconv.AppendInt(append(dst, `,"free":`...), d.free, 10)
	dst = d.gross.trim(places).append(append(dst, `,"gross":"`...))
	dst = d.refunded.trim(places).append(append(dst, `","refunded":"`...))
	return append(dst, `"}`...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; days in
// ascending order, each with an order or a refund, and no negative numbers. After an error s is as it was. The error wraps [ErrDecode].
func (s *Summary) UnmarshalJSON(data []byte) error {
	const form = "summary JSON"
	var read struct {
		version  int
		currency Currency
		days     []dayForm
	}
	if err := decodeObject(form, data,
		field{"version", &read.version, required}, field{"currency", &read.currency, optional}, field{"days", &read.days, optional},
	); err != nil {
		return err
	}
	if err := checkVersion(form, read.version, summaryVersion); err != nil {
		return err
	}
	if read.currency.IsZero() != (len(read.days) == 0) {
		return &DecodeError{Form: form, Rule: "a currency and days, or neither"}
	}
	decoded := Summary{currency: read.currency}
	for i := range read.days {
		d, err := read.days[i].day(read.currency)
		if err == nil {
			err = decoded.attach(d)
		}
		if err != nil {
			return &DecodeError{Form: form, Where: "days[" + strconv.Itoa(i) + "]", Err: err}
		}
	}
	*s = decoded
	return nil
}

// dayForm is a day on its way in.
type dayForm struct {
	date            Date
	paid, free      int64
	gross, refunded string
}

// UnmarshalJSON reads one day, strictly.
func (f *dayForm) UnmarshalJSON(data []byte) error {
	return decodeObject("day", data,
		field{"date", &f.date, required}, field{"paid", &f.paid, required}, field{"free", &f.free, required},
		field{"gross", &f.gross, required}, field{"refunded", &f.refunded, required},
	)
}

// day turns texts into amounts.
func (f *dayForm) day(c Currency) (day, error) {
	gross, err := parseStored(f.gross, c)
	if err != nil {
		return day{}, err
	}
	refunded, err := parseStored(f.refunded, c)
	return day{f.date, f.paid, f.free, gross.amount, refunded.amount}, err
}

// attach adds a decoded day behind the others, if it is one that can stand there.
func (s *Summary) attach(d day) error {
	rule := ""
	switch {
	case d.date.IsZero() || !s.LastSeen().Before(d.date):
		rule = "ascending dates"
	case d.paid < 0 || d.free < 0 || d.gross.sign() < 0 || d.refunded.sign() < 0:
		rule = "no negative numbers"
	case d.paid == 0 != (d.gross.sign() == 0):
		rule = "paid orders exactly where there is a gross amount"
	case d.paid == 0 && d.free == 0 && d.refunded.sign() == 0:
		rule = "an order or a refund"
	}
	if rule != "" {
		return &InvalidError{Place: "day", Value: quote(d.date.String()), Rule: rule}
	}
	if err := d.check(); err != nil {
		return err
	}
	places := uint8(s.currency.Places())
	d.gross, d.refunded = d.gross.trim(places), d.refunded.trim(places)
	s.insert(len(s.days), &d)
	return nil
}

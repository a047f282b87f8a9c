package relationship

// AmountString returns the number alone, with all places of the minor unit and no trailing zeros behind them: "12.50".
func (m Money) AmountString() string {
	var buf [48]byte
	return string(m.canonical().append(buf[:0]))
}

// String returns number and currency, "12.50 EUR", and "0" for the zero value. [ParseMoney] reads it.
func (m Money) String() string {
	var buf [64]byte
	return string(m.append(buf[:0]))
}

// append appends the form of String.
func (m Money) append(dst []byte) []byte {
	dst = m.canonical().append(dst)
	if m.currency.IsZero() {
		return dst
	}
	return m.currency.append(append(dst, ' '))
}

// AppendText implements [encoding.TextAppender] with the form of String.
func (m Money) AppendText(dst []byte) ([]byte, error) { return m.append(dst), nil }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (m Money) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error m is as it was.
func (m *Money) UnmarshalText(text []byte) error {
	parsed, err := ParseMoney(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// MarshalJSON implements json.Marshaler: {"amount":"12.50","currency":"EUR"}. The amount is a string, so that no reader turns it into
// a float64; the currency of the zero value is "".
func (m Money) MarshalJSON() ([]byte, error) {
	dst := make([]byte, 0, 64)
	dst = append(dst, `{"amount":"`...)
	dst = m.canonical().append(dst)
	dst = append(dst, `","currency":"`...)
	dst = m.currency.append(dst)
	return append(dst, `"}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: both fields once, in their own spelling, nothing else.
// After an error m is as it was. The error wraps [ErrDecode].
func (m *Money) UnmarshalJSON(data []byte) error {
	const form = "money JSON"
	var number string
	var c Currency
	if err := decodeObject(form, data, field{"amount", &number, required}, field{"currency", &c, required}); err != nil {
		return err
	}
	if c.IsZero() {
		if number != "0" {
			return &DecodeError{Form: form, Where: "currency", Rule: "a currency"}
		}
		*m = Money{}
		return nil
	}
	parsed, err := parseStored(number, c)
	if err != nil {
		return &DecodeError{Form: form, Where: "amount", Err: err}
	}
	*m = parsed
	return nil
}

package relationship

import "time"

// Form is how formal an agreement is. The zero value is unset and not valid.
type Form uint8

// The forms.
const (
	// FormWritten is written and signed.
	FormWritten Form = iota + 1
	// FormUnsigned is written and not signed.
	FormUnsigned
	// FormOral is spoken.
	FormOral
)

var formNames = []string{"", "written", "unsigned", "oral"}

// Forms returns all forms in order, as a fresh slice.
func Forms() []Form { return enumAll[Form](formNames) }

// ParseForm reads what [Form.String] writes, such as "written".
func ParseForm(text string) (Form, error) { return enumParse[Form]("form", formNames, text) }

// IsValid reports whether f is one of the constants.
func (f Form) IsValid() bool { return enumValid(formNames, f) }

// String returns the name that [ParseForm] reads.
func (f Form) String() string { return enumName("Form", formNames, f) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a form that is not valid has none.
func (f Form) MarshalText() ([]byte, error) { return enumText("form", formNames, f) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error f is as it was.
func (f *Form) UnmarshalText(text []byte) error { return enumSet(f, "form", formNames, text) }

// AgreementSigned is an agreement that was made. It is an [Event] and an immutable value.
type AgreementSigned struct {
	occurrence
	agreement EventID
	form      Form
	value     Money
	start     Date
	end       Date
	complete  float64
}

var _ Event = AgreementSigned{}

// AgreementSignedConfig says what a signed agreement is made of.
type AgreementSignedConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who agreed last. Optional: unset it is ByTo.
	Actor Actor
	// Agreement is the id of the agreement. Required.
	Agreement EventID
	// Form is how formal it is. Required.
	Form Form
	// Value is what it is worth, at least 0. Optional: the zero value if no value is set on it.
	Value Money
	// Start is the first day of its term. Required.
	Start Date
	// End is the last day of its term, not before Start. Optional: no date if it is open-ended.
	End Date
	// Completeness is how much of what may have to be settled it settles, above 0 and at most 1. Optional: 0 if that is not known.
	Completeness float64
}

// NewAgreementSigned checks everything and returns the signed agreement. The error joins all faults; each wraps [ErrInvalid].
func NewAgreementSigned(cfg AgreementSignedConfig) (AgreementSigned, error) {
	a := AgreementSigned{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Agreement, cfg.Form, cfg.Value, cfg.Start, cfg.End, cfg.Completeness,
	}
	f := faults{place: "signed agreement"}
	a.check(&f)
	return checked(a, f)
}

func (a *AgreementSigned) check(f *faults) {
	a.occurrence.check(f, byThem)
	f.ref("agreement", a.agreement)
	known(f, "form", a.form, formNames)
	f.worth("value", a.value)
	if a.start.IsZero() {
		f.add("start", quote(""), "a date")
	}
	if !a.end.IsZero() && a.end.Before(a.start) {
		f.add("end", a.end.String(), "a date not before start, or none")
	}
	f.share("completeness", &a.complete, true)
}

func (a *AgreementSigned) slots(s *slots) {
	s.add("agreement", &a.agreement, required)
	s.choice("form", (*uint8)(&a.form), formNames, required)
	s.add("value", &a.value, optional)
	s.add("start", &a.start, required)
	s.add("end", &a.end, optional)
	s.add("completeness", &a.complete, optional)
}

// Agreement returns the id of the agreement.
func (a AgreementSigned) Agreement() EventID { return a.agreement }

// Form returns how formal it is.
func (a AgreementSigned) Form() Form { return a.form }

// Value returns what it is worth; the zero value if no value is set on it.
func (a AgreementSigned) Value() Money { return a.value }

// Start returns the first day of its term.
func (a AgreementSigned) Start() Date { return a.start }

// End returns the last day of its term; no date if it is open-ended.
func (a AgreementSigned) End() Date { return a.end }

// Completeness returns how much of what may have to be settled it settles, from 0 to 1; 0 if that is not known.
func (a AgreementSigned) Completeness() float64 { return a.complete }

// Equal reports whether both are the same in every field: the instant as such, the amount by value.
func (a AgreementSigned) Equal(o AgreementSigned) bool {
	if !a.value.Equal(o.value) {
		return false
	}
	a.value, o.value = Money{}, Money{}
	return a == o
}

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (a AgreementSigned) MarshalJSON() ([]byte, error) { return storeEvent(&a, EventAgreementSigned) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a signed agreement. After an error a is as it was.
func (a *AgreementSigned) UnmarshalJSON(data []byte) error {
	return loadEvent(a, EventAgreementSigned, data)
}

// AgreementRenewed is an agreement that goes on for another term. It is an [Event] and an immutable value.
type AgreementRenewed struct {
	occurrence
	agreement EventID
	end       Date
}

var _ Event = AgreementRenewed{}

// AgreementRenewedConfig says what a renewed agreement is made of.
type AgreementRenewedConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who renewed it. Optional: unset it is ByTo.
	Actor Actor
	// Agreement is the id of the agreement. Required.
	Agreement EventID
	// End is the last day of the new term. Optional: no date if it is open-ended.
	End Date
}

// NewAgreementRenewed checks everything and returns the renewed agreement. The error joins all faults; each wraps [ErrInvalid].
func NewAgreementRenewed(cfg AgreementRenewedConfig) (AgreementRenewed, error) {
	a := AgreementRenewed{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Agreement, cfg.End,
	}
	f := faults{place: "renewed agreement"}
	a.check(&f)
	return checked(a, f)
}

func (a *AgreementRenewed) check(f *faults) {
	a.occurrence.check(f, byThem)
	f.ref("agreement", a.agreement)
}

func (a *AgreementRenewed) slots(s *slots) {
	s.add("agreement", &a.agreement, required)
	s.add("end", &a.end, optional)
}

// Agreement returns the id of the agreement.
func (a AgreementRenewed) Agreement() EventID { return a.agreement }

// End returns the last day of the new term; no date if it is open-ended.
func (a AgreementRenewed) End() Date { return a.end }

// Equal reports whether both are the same in every field.
func (a AgreementRenewed) Equal(o AgreementRenewed) bool { return a == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (a AgreementRenewed) MarshalJSON() ([]byte, error) { return storeEvent(&a, EventAgreementRenewed) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a renewed agreement. After an error a is as it was.
func (a *AgreementRenewed) UnmarshalJSON(data []byte) error {
	return loadEvent(a, EventAgreementRenewed, data)
}

// AgreementEnded is an agreement that is over. It is an [Event] and an immutable value.
type AgreementEnded struct {
	occurrence
	agreement EventID
	reason    string
}

var _ Event = AgreementEnded{}

// AgreementEndedConfig says what an ended agreement is made of.
type AgreementEndedConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who ended it. Optional: unset it is ByTo.
	Actor Actor
	// Agreement is the id of the agreement. Required.
	Agreement EventID
	// Reason is the caller's own label. Optional.
	Reason string
}

// NewAgreementEnded checks everything and returns the ended agreement. The error joins all faults; each wraps [ErrInvalid].
func NewAgreementEnded(cfg AgreementEndedConfig) (AgreementEnded, error) {
	a := AgreementEnded{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Agreement, cfg.Reason,
	}
	f := faults{place: "ended agreement"}
	a.check(&f)
	return checked(a, f)
}

func (a *AgreementEnded) check(f *faults) {
	a.occurrence.check(f, byThem)
	f.ref("agreement", a.agreement)
	f.label("reason", a.reason)
}

func (a *AgreementEnded) slots(s *slots) {
	s.add("agreement", &a.agreement, required)
	s.add("reason", &a.reason, optional)
}

// Agreement returns the id of the agreement.
func (a AgreementEnded) Agreement() EventID { return a.agreement }

// Reason returns the caller's own label, which may be empty.
func (a AgreementEnded) Reason() string { return a.reason }

// Equal reports whether both are the same in every field.
func (a AgreementEnded) Equal(o AgreementEnded) bool { return a == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (a AgreementEnded) MarshalJSON() ([]byte, error) { return storeEvent(&a, EventAgreementEnded) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than an ended agreement. After an error a is as it was.
func (a *AgreementEnded) UnmarshalJSON(data []byte) error {
	return loadEvent(a, EventAgreementEnded, data)
}

package segment

import (
	"encoding/json"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
	"github.com/rapport-go/rapport/relationship"
)

// MarshalJSON implements json.Marshaler: {"version":1,"values":{"age":41,"origin":"mandated","products":["life"],"member":true,
// "since":"2020-01-31"}} in one line and in the order of declaration, without what is not known. Equal attributes have equal forms. The
// zero value has none, as it has no schema.
func (a Attributes) MarshalJSON() ([]byte, error) {
	if a.core == nil {
		return nil, invalid("attributes", "none", "ones that a schema made")
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(dst, `,"values":{`...)
	first := true
	for i := range a.core.list {
		found := &a.core.list[i]
		if !a.Known(found.Name) {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(append(append(dst, '"'), found.Name...), `":`...)
		switch found.Kind {
		case SetAttribute:
			held, _ := a.Set(found.Name)
			text, err := json.Marshal(held)
			if err != nil {
				return nil, err
			}
			dst = append(dst, text...)
		case ChoiceAttribute, DateAttribute:
			text, err := json.Marshal(a.text(found.Name))
			if err != nil {
				return nil, err
			}
			dst = append(dst, text...)
		default:
			dst = append(dst, a.text(found.Name)...)
		}
	}
	return append(dst, `}}`...), nil
}

// ParseAttributes reads what Attributes.MarshalJSON writes, strictly and checked as by [Schema.Attributes]: names that are declared,
// each once, nothing null, words of a set each once, nothing behind. The error wraps [ErrDecode], or [ErrInvalid] for the zero schema.
func (s Schema) ParseAttributes(data []byte) (Attributes, error) {
	const form = "attributes JSON"
	if s.core == nil {
		return Attributes{}, invalid("schema", "none", "one that was made")
	}
	var version int
	values := json.RawMessage{}
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "values", into: &values}); err != nil {
		return Attributes{}, err
	}
	if err := checkVersion(form, version); err != nil {
		return Attributes{}, err
	}
	refuse := func(where, rule string, err error) error {
		if where != "" {
			where = ": " + where
		}
		return &DecodeError{Form: form, Where: "values" + where, Rule: rule, Err: err}
	}
	read := make([]attributeForm, len(s.core.list))
	fields := make([]strict.Field, len(s.core.list))
	for i := range s.core.list {
		read[i].of = &s.core.list[i]
		fields[i] = strict.Field{Key: s.core.list[i].Name, Into: &read[i], Optional: true}
	}
	if err := strict.Object(values, refuse, fields...); err != nil {
		return Attributes{}, err
	}
	var given []AttributeValue
	for i := range read {
		if read[i].value.kind.IsValid() {
			given = append(given, read[i].value)
		}
	}
	made, err := s.Attributes(given...)
	if err != nil {
		return Attributes{}, refuse("", "", err)
	}
	return made, nil
}

// attributeForm is the stored form of a value, read as the kind that is declared.
type attributeForm struct {
	of    *schemaAttribute
	value AttributeValue
}

// UnmarshalJSON reads the value.
func (f *attributeForm) UnmarshalJSON(data []byte) error {
	name := f.of.Name
	switch f.of.Kind {
	case NumberAttribute:
		n, err := strconv.ParseInt(string(data), 10, 64)
		if err != nil {
			return invalid("value", quote(string(data)), "a whole number")
		}
		f.value = NumberValue(name, n)
	case FlagAttribute:
		var v bool
		if err := json.Unmarshal(data, &v); err != nil {
			return err
		}
		f.value = FlagValue(name, v)
	case SetAttribute:
		var words []string // null would read as "", which is no word
		if err := json.Unmarshal(data, &words); err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, word := range words {
			if seen[word] {
				return invalid("value", quote(word), "each word once")
			}
			seen[word] = true
		}
		f.value = SetValue(name, words...)
	default:
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
		if f.of.Kind == ChoiceAttribute {
			f.value = ChoiceValue(name, text)
			return nil
		}
		d, err := relationship.ParseDate(text)
		if err != nil {
			return err
		}
		f.value = DateValue(name, d)
	}
	return nil
}

// The stored form is JSON.
var _ json.Marshaler = Attributes{}

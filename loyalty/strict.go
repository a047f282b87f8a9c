package loyalty

import "github.com/rapport-go/rapport/internal/strict"

// decodeStrict reads JSON more strictly than json.Unmarshal: every key is known, spelled exactly and there once, no value is
// null, nothing follows, and the text is UTF-8. The keys of all forms of this package are of lower-case ASCII.
func decodeStrict(form string, data []byte, into any) error {
	return strict.Value(data, func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}, into)
}

// label reports whether a name is 1 to 40 of a to z, 0 to 9 and hyphens.
func label(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return name != "" && len(name) <= 40
}

const labelRule = "1 to 40 of a to z, 0 to 9 and hyphens"

package relationship_test

import (
	"slices"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// The reference of this file is slow and obvious: it compares every record with every other, until no group grows.

// slowKeys are the keys of a record by recOptions, in words of its own.
func slowKeys(r relationship.SourceRecord) map[relationship.MatchKey]bool {
	keys := map[relationship.MatchKey]bool{}
	for name, value := range r.Fields() {
		switch name {
		case "email", "second email":
			if strings.Contains(value, "@") {
				keys[relationship.MatchKey{Kind: relationship.MatchEmail, Text: strings.ToLower(strings.TrimSpace(value))}] = true
			}
		case "phone":
			digits := strings.Map(func(sign rune) rune {
				if strings.ContainsRune("0123456789", sign) {
					return sign
				}
				return -1
			}, value)
			front, _, _ := strings.Cut(value, digits[:min(1, len(digits))])
			if strings.Contains(front, "+") {
				digits = "+" + digits
			} else if strings.HasPrefix(digits, "0") && r.Ref().Source != "calls" {
				digits = "+49" + digits[1:]
			}
			if strings.Trim(digits, "+") != "" {
				keys[relationship.MatchKey{Kind: relationship.MatchPhone, Text: digits}] = true
			}
		case "card", "card no":
			keys[relationship.MatchKey{Kind: relationship.MatchExternal, Issuer: "store", Text: value}] = true
		case "tax":
			keys[relationship.MatchKey{Kind: relationship.MatchExternal, Issuer: "state", Text: value}] = true
		case "name":
			keys[relationship.MatchKey{Kind: relationship.MatchOwn, Text: strings.ToUpper(value)}] = true
		}
	}
	return keys
}

// slowHolders returns, for each key, the sources and ids that hold it.
func slowHolders(records []relationship.SourceRecord) map[relationship.MatchKey]map[relationship.RecordRef]bool {
	holders := map[relationship.MatchKey]map[relationship.RecordRef]bool{}
	for _, r := range records {
		for key := range slowKeys(r) {
			if holders[key] == nil {
				holders[key] = map[relationship.RecordRef]bool{}
			}
			holders[key][r.Ref()] = true
		}
	}
	return holders
}

// slowGroups returns, for each source and id, the smallest name of its group.
func slowGroups(records []relationship.SourceRecord, most int, never []relationship.MatchKey) map[relationship.RecordRef]string {
	if most == 0 {
		most = 50
	}
	group := map[relationship.RecordRef]string{}
	for ref := range recRefs(records) {
		group[ref] = ref.String()
	}
	holders := slowHolders(records)
	for grown := true; grown; {
		grown = false
		for key, refs := range holders {
			if len(refs) > most || slices.Contains(never, key) {
				continue
			}
			for a := range refs {
				for b := range refs {
					if group[b] < group[a] {
						group[a], grown = group[b], true
					}
				}
			}
		}
	}
	return group
}

package main

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// row is a line in the table of a channel.
type row struct {
	id, date string
	fields   map[string]string
}

// webShop knows an e-mail address of everybody, as it was typed.
func webShop() []row {
	return []row{
		{"1001", "2025-03-14", map[string]string{"name": "Ada Winter", "email": "ada@example.org", "city": "Ulm"}},
		{"1002", "2025-06-02", map[string]string{"name": "B. Baumann", "email": "bruno@example.net", "phone": "0731 555 20", "city": "Neu-Ulm"}},
		{"1003", "2025-09-21", map[string]string{"name": "Clara Baumann", "email": "clara@example.net", "phone": "+49 731 55520", "city": "Neu-Ulm"}},
		{"1004", "2026-01-08", map[string]string{"name": "Ada Winter-Kern", "email": "Ada@Example.org ", "store card no": "4711", "city": "Blaubeuren"}},
	}
}

// storeCard looks at a passport before it hands out a card, so that it knows best when somebody was born.
func storeCard() []row {
	return []row{
		{"S-1", "2024-11-05", map[string]string{"name": "Ada Winter", "card": "4711", "phone": "(0731) 555-77", "born": "1984-02-29", "city": "Ulm"}},
		{"S-2", "2025-01-17", map[string]string{"name": "Bruno Baumann", "card": "4712", "email": "bruno@example.net", "phone": "0731/55520", "born": "1979-07-01"}},
		{"S-3", "2025-10-30", map[string]string{"name": "Deniz Öztürk", "card": "4713", "phone": "0176 123456", "born": "1999-12-03"}},
	}
}

// callCentre writes down what it hears.
func callCentre() []row {
	return []row{
		{"c-81", "2025-12-01", map[string]string{"name": "Frau Winter", "phone": "0731 55577", "born": "1984-03-01"}},
		{"c-82", "2025-12-03", map[string]string{"name": "Baumann", "phone": "0731 55520", "email": "CLARA@example.net"}},
		{"c-83", "2026-01-15", map[string]string{"name": "Herr Öztürk", "phone": "0049 176 123456", "city": "Senden", "born": "   "}},
		{"c-84", "2026-02-02", map[string]string{"name": "Deniz O.", "phone": "+49 (176) 123 456", "email": "deniz@example.com"}},
		{"c-85", "2026-02-11", map[string]string{"name": "Bruno B.", "email": "Bruno@example.net", "city": "Weißenhorn"}},
	}
}

// allChannels turns the tables into records.
func allChannels() ([]relationship.SourceRecord, error) {
	var all []relationship.SourceRecord
	for _, channel := range []struct {
		name string
		rows []row
	}{{"web shop", webShop()}, {"store card", storeCard()}, {"call centre", callCentre()}} {
		for _, r := range channel.rows {
			at, err := time.Parse(time.DateOnly, r.date)
			if err != nil {
				return nil, err
			}
			record, err := relationship.NewSourceRecord(relationship.SourceRecordConfig{Source: channel.name, ID: r.id, At: at, Fields: r.fields})
			if err != nil {
				return nil, err
			}
			all = append(all, record)
		}
	}
	return all, nil
}

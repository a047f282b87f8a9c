package relationship_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// manyRecords returns n records of three channels about n/2 parties, in no order. Most parties have two or three records, which share an
// e-mail address or a telephone number that is written in two ways; one record in a hundred has the number of the same switchboard.
func manyRecords(t interface{ Fatal(...any) }, n int) []relationship.SourceRecord {
	all := make([]relationship.SourceRecord, n)
	for i := range all {
		at := i * 7919 % n // a permutation, as 7919 is a prime
		who := at * 31 % (n / 2)
		fields := map[string]string{
			"name": fmt.Sprint("Name ", who, strings.Repeat("x", at%3)), "city": fmt.Sprint("City ", at%97), "zip": fmt.Sprint(10_000 + at%89_999),
		}
		if at%3 > 0 {
			fields["email"] = fmt.Sprint("Party.", who, "@example.org")
		}
		switch {
		case at%100 == 0:
			fields["phone"] = "+49 30 1"
		case at%2 == 0:
			fields["phone"] = fmt.Sprintf("+49 (89) %09d", who)
		default:
			fields["phone"] = fmt.Sprintf("+4989%09d", who)
		}
		r, err := relationship.NewSourceRecord(relationship.SourceRecordConfig{
			Source: []string{"shop", "card", "calls"}[at%3], ID: fmt.Sprintf("customer-%09d", at), At: noon.Add(time.Duration(at) * time.Minute), Fields: fields,
		})
		if err != nil {
			t.Fatal(err)
		}
		all[i] = r
	}
	return all
}

func BenchmarkResolve(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		records := manyRecords(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := relationship.Resolve(records, relationship.ResolveOptions{})
				if err != nil || r.Len() >= n {
					b.Fatal(r.Len(), err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
		})
		// What it costs at least: the records in order, and every text once through a map.
		b.Run(fmt.Sprint(n, "/floor"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sorted := slices.Clone(records)
				slices.SortFunc(sorted, func(a, b relationship.SourceRecord) int { return strings.Compare(a.Ref().ID, b.Ref().ID) })
				seen := map[string]int{}
				for i, r := range sorted {
					seen[r.Field("email")], seen[r.Field("phone")] = i, i
				}
				if len(seen) >= 2*n {
					b.Fatal(len(seen))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
		})
	}
}

func BenchmarkNewSourceRecord(b *testing.B) {
	cfg := relationship.SourceRecordConfig{Source: "shop", ID: "customer-1", At: noon, Fields: map[string]string{
		"name": "Ada", "city": "Ulm", "zip": "89073", "email": "ada@example.org", "phone": "+49 731 1",
	}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := relationship.NewSourceRecord(cfg); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolvedJSON(b *testing.B) {
	made, err := relationship.Resolve(manyRecords(b, 1_000), relationship.ResolveOptions{})
	if err != nil {
		b.Fatal(err)
	}
	text := relationship.Must(made.MarshalJSON())
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := made.MarshalJSON(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var back relationship.Resolved
			if err := back.UnmarshalJSON(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}

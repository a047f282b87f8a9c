package main

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// readAll writes what records hands out, one text for each record: the line, and
// the fields or the reason why there are none.
func readAll(t *testing.T, src io.Reader, width int) []string {
	t.Helper()
	r := newRecords(src, ',')
	r.width = width
	var got []string
	for {
		fields, line, err := r.next()
		switch bad, isBad := errors.AsType[*fault](err); {
		case errors.Is(err, io.EOF):
			return got
		case isBad:
			if bad.line != line {
				t.Errorf("the fault is on line %d, the record on %d", bad.line, line)
			}
			got = append(got, strconv.Itoa(line)+" "+bad.reason.String())
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, strconv.Itoa(line)+" "+strings.Join(fields, "|"))
		}
	}
}

func TestRecords(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"plain", "a,b\nc,d\n", []string{"1 a|b", "2 c|d"}},
		{"no last line end", "a,b\nc,d", []string{"1 a|b", "2 c|d"}},
		{"CRLF", "a,b\r\nc,d\r\n", []string{"1 a|b", "2 c|d"}},
		{"byte order mark", "\ufeffa,b\n", []string{"1 a|b"}},
		{"byte order mark before a quote", "\ufeff\"a\",b\n", []string{"1 a|b"}},
		{"blank lines", "\na,b\n\r\n \t\nc,d\n\n", []string{"1 ", "2 a|b", "3 ", "4 ", "5 c|d", "6 "}},
		{"empty fields", ",\n\"\",\n,\"\"\n", []string{"1 |", "2 |", "3 |"}},
		{"quotes", "\"a\",\"b\"\nc,d\n", []string{"1 a|b", "2 c|d"}},
		{"a comma in quotes", "\"a,b\",c\n", []string{"1 a,b|c"}},
		{"a quote in quotes", "\"a\"\"b\"\"\",c\n", []string{"1 a\"b\"|c"}},
		{"a line end in quotes", "\"a\nb\",c\nd,e\n", []string{"1 a\nb|c", "3 d|e"}},
		{"CRLF in quotes", "\"a\r\nb\",c\r\nd,e\r\n", []string{"1 a\r\nb|c", "3 d|e"}},
		{"a line end at the end of quotes", "a,\"b\n\"\nd,e\n", []string{"1 a|b\n", "3 d|e"}},
		{"spaces around quotes", " \"a\" , \"b\" \nc,d\n", []string{"1 a|b", "2 c|d"}},
		{"spaces in fields", " a , b \n", []string{"1  a | b "}},
		{"quotes end with the text", "a,\"b\"", []string{"1 a|b"}},
		{"too few and too many", "a\na,b\na,b,c\n\"a\"\n", []string{"1 wrong number of fields", "2 a|b", "3 wrong number of fields", "4 wrong number of fields"}},
		{"a quote inside", "a\"b,c\nd,e\n", []string{"1 broken quotes", "2 d|e"}},
		{"text behind a quote", "\"a\"b,c\nd,e\n", []string{"1 broken quotes", "2 d|e"}},
		{"never closed", "a,\"b\nc,d\ne,f\n", []string{"1 broken quotes", "2 c|d", "3 e|f"}},
		{"closed by another's", "a,\"b\nc,\"d\"\ne,f\n", []string{"1 broken quotes", "2 c|d", "3 e|f"}},
		{"closed too late", "a,\"b\nc,d\n\",e\nf,g\n", []string{"1 broken quotes", "2 c|d", "3 broken quotes", "4 f|g"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, readAll(t, strings.NewReader(test.text), 2)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, readAll(t, iotest.OneByteReader(strings.NewReader(test.text)), 2)); diff != "" {
				t.Errorf("byte by byte (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTabs checks that tabs are a blank line only where they are not the comma.
func TestTabs(t *testing.T) {
	for comma, want := range map[byte]int{',': 0, '\t': 3} {
		fields, _, err := newRecords(strings.NewReader("\t\t\n"), comma).next()
		if err != nil || len(fields) != want {
			t.Errorf("between %q: %d fields (%v), want %d", comma, len(fields), err, want)
		}
	}
}

// TestLongRecords goes over the bound on the length of a record.
func TestLongRecords(t *testing.T) {
	long, longer := strings.Repeat("x", maxRecord-10), strings.Repeat("x", maxRecord*5/2)
	text := "a,b\n" + long + ",b\n" + longer + ",b\n\"" + strings.Repeat("open\n", maxRecord/5) + "c,d\n"
	got := readAll(t, strings.NewReader(text), 2)
	want := []string{"1 a|b", "2 " + long + "|b", "3 line too long", "4 broken quotes"}
	if diff := cmp.Diff(want, got[:4]); diff != "" {
		t.Errorf("(-want +got):\n%.200s", diff)
	}
	if last := got[len(got)-1]; last != strconv.Itoa(4+maxRecord/5)+" c|d" {
		t.Errorf("the last record is %.40q", last)
	}
}

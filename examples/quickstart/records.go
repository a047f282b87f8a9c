package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxRecord is the longest record that is read, in bytes. It also bounds how far
// an opening quote is followed in search of its closing one.
const maxRecord = 256 << 10

// records cuts comma-separated text (RFC 4180) into records, whatever its comma. Unlike
// encoding/csv it accounts for every line: blank lines are handed out, and a
// quote that is never closed costs one line instead of all the lines behind it.
type records struct {
	src      *bufio.Reader
	comma    byte
	line     int      // the number of the next line, from 1
	width    int      // the number of fields a record must have; 0 = any
	fields   []string // reused from record to record
	unquoted []byte   // work space: the fields of a quoted record, end to end
	ends     []int    // where each of them ends
}

// newRecords starts to read src, past a byte order mark if there is one.
func newRecords(src io.Reader, comma byte) *records {
	r := &records{src: bufio.NewReaderSize(src, maxRecord), comma: comma, line: 1}
	if mark, _ := r.src.Peek(3); string(mark) == "\xEF\xBB\xBF" {
		_, _ = r.src.Discard(3)
	}
	return r
}

// isUTF16 reports whether the text begins as spreadsheets write "Unicode text":
// with the byte order mark of UTF-16, or with a letter of two bytes.
func (r *records) isUTF16() bool {
	mark, _ := r.src.Peek(2)
	switch string(mark) {
	case "\xFF\xFE", "\xFE\xFF":
		return true
	}
	return len(mark) == 2 && (mark[0] == 0) != (mark[1] == 0)
}

// next returns the fields of the next record and the number of the line it
// starts on. A blank line has no fields. The slice is overwritten by the next
// call; the strings in it stay. The error is io.EOF at the end, a *fault for a
// record that cannot be read (the one after it can), and otherwise what the
// source failed with.
func (r *records) next() ([]string, int, error) {
	end, err := r.lineEnd(0)
	if err != nil && !errors.Is(err, bufio.ErrBufferFull) && !errors.Is(err, io.EOF) {
		return nil, r.line, err
	}
	if end == 0 {
		return nil, r.line, io.EOF
	}
	line := r.line
	r.line++
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, line, r.skipLine(line)
	}

	text, _ := r.src.Peek(end)
	if bytes.IndexByte(text, '"') < 0 {
		r.split(string(trimEnd(text)))
		_, _ = r.src.Discard(end)
		return r.fields, line, r.check(line)
	}
	used, problem := r.quoted(end)
	if problem == "" {
		if err := r.check(line); err == nil {
			text, _ = r.src.Peek(used)
			r.line += bytes.Count(text[:used-1], []byte{'\n'})
			_, _ = r.src.Discard(used)
			return r.fields, line, nil
		} else if used == end {
			_, _ = r.src.Discard(used)
			return nil, line, err
		}
		problem = "a quoted field that runs over several lines, and then the wrong number of fields"
	}
	// A broken record ends with its first line: what follows has its own chance.
	_, _ = r.src.Discard(end)
	return nil, line, &fault{place{line: line}, badQuotes, problem}
}

// lineEnd returns the offset just behind the first line feed at or after from,
// counted from the next unread byte. Without a line feed it returns the offset of
// the end of what could be seen, with the reason that there is no more.
func (r *records) lineEnd(from int) (int, error) {
	for {
		seen, _ := r.src.Peek(r.src.Buffered())
		if i := bytes.IndexByte(seen[from:], '\n'); i >= 0 {
			return from + i + 1, nil
		}
		from = len(seen)
		if _, err := r.src.Peek(from + 1); err != nil {
			return from, err
		}
	}
}

// skipLine passes over a line that is longer than maxRecord.
func (r *records) skipLine(line int) error {
	for {
		switch _, err := r.src.ReadSlice('\n'); {
		case errors.Is(err, bufio.ErrBufferFull): // still the same line
		case err == nil, errors.Is(err, io.EOF):
			return &fault{place{line: line}, badLong, fmt.Sprintf("more than %d KB", maxRecord>>10)}
		default:
			return err
		}
	}
}

// split fills fields from a line without quotes. The fields share the memory of
// the line: one allocation each line, whatever the number of its fields.
func (r *records) split(line string) {
	r.fields = r.fields[:0]
	if strings.TrimSpace(line) == "" && strings.IndexByte(line, r.comma) < 0 {
		return // tabs alone are a blank line too, unless they are the comma
	}
	for {
		end := strings.IndexByte(line, r.comma)
		if end < 0 {
			r.fields = append(r.fields, line)
			return
		}
		r.fields = append(r.fields, line[:end])
		line = line[end+1:]
	}
}

// quoted fills fields from a record with quotes, whose first line ends at end,
// and returns the length of the record in bytes, or in words what is wrong.
func (r *records) quoted(end int) (used int, problem string) {
	r.unquoted, r.ends = r.unquoted[:0], r.ends[:0]
	text, _ := r.src.Peek(end)
	for i := 0; ; i++ {
		if start := bytes.TrimLeft(text[i:], " "); len(start) > 0 && start[0] == '"' {
			text, i, problem = r.quotedField(text, len(text)-len(start)+1)
		} else {
			i, problem = r.plainField(text, i)
		}
		if problem != "" {
			return 0, problem
		}
		r.ends = append(r.ends, len(r.unquoted))
		if i == len(text) || text[i] != r.comma {
			break
		}
	}
	r.fields = r.fields[:0]
	all, from := string(r.unquoted), 0
	for _, to := range r.ends {
		r.fields = append(r.fields, all[from:to])
		from = to
	}
	return len(text), ""
}

// plainField copies the field at text[i] and returns where it stops.
func (r *records) plainField(text []byte, i int) (int, string) {
	field, _, _ := bytes.Cut(trimEnd(text[i:]), []byte{r.comma})
	if bytes.IndexByte(field, '"') >= 0 {
		return i, "a quote inside a field that does not start with one"
	}
	r.unquoted = append(r.unquoted, field...)
	return i + len(field), ""
}

// quotedField copies the field whose opening quote stands before text[i] and
// returns where it stops; text grows line by line until the quote is closed.
func (r *records) quotedField(text []byte, i int) ([]byte, int, string) {
	for ; ; i++ {
		if i == len(text) {
			longer, err := r.lineEnd(i)
			if longer == i || errors.Is(err, bufio.ErrBufferFull) {
				return text, i, "a quote that is never closed"
			}
			text, _ = r.src.Peek(longer)
		}
		if text[i] == '"' {
			if i+1 == len(text) || text[i+1] != '"' {
				break
			}
			i++ // a doubled quote stands for one
		}
		r.unquoted = append(r.unquoted, text[i])
	}
	rest := bytes.TrimLeft(text[i+1:], " ")
	i = len(text) - len(rest)
	if rest = trimEnd(rest); len(rest) > 0 && rest[0] != r.comma {
		return text, i, "text behind a closing quote"
	}
	return text, i, ""
}

// check says what is wrong with the number of fields.
func (r *records) check(line int) error {
	if n := len(r.fields); n > 0 && r.width > 0 && n != r.width {
		return &fault{place{line: line}, badFields, fmt.Sprintf("%s, the header has %d", of(n, "field", "fields"), r.width)}
	}
	return nil
}

// trimEnd cuts the line end off a line.
func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte{'\n'}), []byte{'\r'})
}

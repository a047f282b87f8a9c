package relationship

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
)

// linesForm is how errors name a log of events.
const linesForm = "event lines"

// maxLine is the most bytes of a line. An event takes some hundred, and cannot take more than about ten thousand.
const maxLine = 1 << 20

// DecodeEvents reads a log of events, one JSON object a line as [EncodeEvents] writes it, as far as the loop over it goes; it takes what r
// gives, so one loop is all there is. Blank lines are passed over.
//
// A line that is no event, or is longer than 1 MiB, gives a [*DecodeError] that names its number, and the next line follows; whether to go
// on is up to the loop. When r fails, its error comes last, in an [*EventError], and what was read of the line is dropped.
func DecodeEvents(r io.Reader) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		lines := lineReader{r: bufio.NewReaderSize(r, 64<<10)}
		for {
			line, err := lines.next()
			if err == io.EOF { // not errors.Is: an error that wraps io.EOF is a failure
				return
			}
			if err != nil {
				yield(nil, &EventError{Op: "read line " + strconv.Itoa(lines.number), Err: err})
				return
			}
			if !yieldLine(yield, line, lines.number) {
				return
			}
		}
	}
}

// yieldLine yields what a line holds. It reports whether the loop goes on.
func yieldLine(yield func(Event, error) bool, line []byte, number int) bool {
	if len(line) > maxLine { // even if it is blank so far
		return yield(nil, &DecodeError{Form: linesForm, Where: "line " + strconv.Itoa(number), Rule: "a line of at most 1 MiB"})
	}
	if len(bytes.Trim(line, " \t\r")) == 0 { // the white space of JSON
		return true
	}
	e, err := ParseEvent(line)
	if err != nil {
		return yield(nil, &DecodeError{Form: linesForm, Where: "line " + strconv.Itoa(number), Err: err})
	}
	return yield(e, nil)
}

// lineReader reads lines.
type lineReader struct {
	r      *bufio.Reader
	long   []byte // a line that does not fit the buffer of r
	number int    // of the line read last
}

// next returns the next line without its end, or one more than maxLine bytes of a line that is too long, and goes over the rest of it.
// The line is good until the next call. The error is io.EOF behind the last line.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	line, err := l.r.ReadSlice('\n')
	if l.fills(line, err) {
		l.long = l.long[:0]
		for l.fills(line, err) {
			l.keep(line)
			line, err = l.r.ReadSlice('\n')
		}
		l.keep(bytes.TrimSuffix(line, []byte("\n")))
		line = l.long
	}
	if err == nil || err == io.EOF && len(line) > 0 {
		return bytes.TrimSuffix(line, []byte("\n")), nil
	}
	return nil, err
}

// fills reports whether a part of a line fills the buffer of r, so that more of the line follows. The error alone does not tell: it may be
// that of the reader below, which is a bufio.Reader too.
func (l *lineReader) fills(part []byte, err error) bool {
	return err == bufio.ErrBufferFull && len(part) == l.r.Size()
}

// keep appends a part of a long line, as far as it is of use.
func (l *lineReader) keep(part []byte) {
	l.long = append(l.long, part[:min(len(part), maxLine+1-len(l.long))]...)
}

// EncodeEvents writes events as [AppendEvent] does, one a line.
//
// It stops at the first event that has no stored form, with an [*EventError] that wraps [ErrInvalid], and when w fails, with the error of
// w. The events before it are written.
func EncodeEvents(w io.Writer, events iter.Seq[Event]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	for e := range orNone(events) {
		line, err := AppendEvent(out.AvailableBuffer(), e)
		if err != nil {
			return errors.Join(&EventError{Op: "encode", Err: err}, out.Flush())
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// maxEvent is the longest line of a log of events, in bytes.
const maxEvent = 1 << 20

// readEvents reads a log of events, one as JSON on each line, into a ledger. Bad
// lines do not stop it; the error is for a log that cannot be read at all.
func readEvents(name string, src io.Reader, book *ledger, progress *progress) error {
	book.files = append(book.files, name)
	in := bufio.NewReaderSize(src, maxEvent)
	before := book.lines - book.blank
	for line := 1; ; line++ {
		text, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			for errors.Is(err, bufio.ErrBufferFull) { // past the rest of it
				_, err = in.ReadSlice('\n')
			}
			book.reject(&fault{book.here(line), badLong, fmt.Sprintf("more than %d KB", maxEvent>>10)})
			text = nil
		} else if len(text) > 0 {
			book.takeLine(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))), line)
		}
		switch {
		case errors.Is(err, io.EOF) && book.lines-book.blank == before:
			return fmt.Errorf("%s: the log is empty: want an event as JSON on each line", name)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
		progress.at(book.lines)
	}
}

// takeLine books one line of a log of events.
func (b *ledger) takeLine(text []byte, line int) {
	if len(text) == 0 {
		b.skip()
		return
	}
	e, err := relationship.ParseEvent(text)
	if err != nil {
		b.reject(&fault{b.here(line), badEvent, strings.TrimPrefix(err.Error(), "relationship: ")})
		return
	}
	if bad := b.takeEvent(e, b.here(line)); bad != nil {
		b.reject(bad)
		return
	}
	b.lines++
}

// takeEvent books an event, and puts a refund aside: its order may come later.
func (b *ledger) takeEvent(e relationship.Event, p place) *fault {
	if asOf := b.opt.asOf; !asOf.IsZero() && dateOf(e).After(asOf) {
		return &fault{p, badLate, fmt.Sprintf("%s is after %s", dateOf(e), asOf)}
	}
	if r, ok := e.(relationship.Refund); ok {
		b.refunds = append(b.refunds, refund{
			place: p, key: r.Key(), id: string(r.ID()), order: string(r.Order()), at: r.At(), amount: r.Amount(), event: e,
		})
		return nil
	}
	return b.book(e, p)
}

package main

import (
	"bytes"
	"io"
	"testing"
	"time"
)

// benchCustomers gives a log of about 70,000 lines, the size of the full CDNOW
// set: 69,659 orders of 23,570 customers.
const benchCustomers = 23_570

// benchLog returns that log.
func benchLog(b *testing.B) []byte {
	b.Helper()
	var log bytes.Buffer
	if err := writeSample(&log, benchCustomers); err != nil {
		b.Fatal(err)
	}
	return log.Bytes()
}

// BenchmarkRun is the whole job, from the text to the printed ranking.
func BenchmarkRun(b *testing.B) {
	log := benchLog(b)
	b.SetBytes(int64(len(log)))
	b.ReportAllocs()
	for b.Loop() {
		if status := run([]string{"-orders", "-"}, bytes.NewReader(log), io.Discard, io.Discard); status != exitOK {
			b.Fatalf("status %d", status)
		}
	}
}

// BenchmarkRead is the reading alone: text to a history.
func BenchmarkRead(b *testing.B) {
	log := benchLog(b)
	opt, err := parseFlags(nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(log)))
	b.ReportAllocs()
	for b.Loop() {
		if err := readOrders("log", bytes.NewReader(log), newLedger(opt), newProgress(io.Discard, time.Now)); err != nil {
			b.Fatal(err)
		}
	}
}

package main

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// raw is a table as text, read without the tutorial's reader.
type raw []map[string]string

// madeUp are the made-up tables as they are without flags.
var madeUp = sync.OnceValues(func() (map[string][]byte, error) {
	opt, err := parseFlags(nil)
	if err != nil {
		return nil, err
	}
	return opt.source()
})

// rawTable splits a made-up table at commas and lines.
func rawTable(t *testing.T, name string) raw {
	t.Helper()
	files, err := madeUp()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(files[name])), "\n")
	columns := strings.Split(lines[0], ",")
	var rows raw
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range strings.Split(line, ",") {
			row[columns[i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// cents reads an amount.
func cents(text string) int {
	n, err := strconv.Atoi(strings.Replace(text, ".", "", 1))
	if err != nil && text != "" {
		panic(text)
	}
	return n
}

// wilson is the score interval of a share at 90 %, from its definition: the roots of (p − share)² = z²·p·(1 − p)/n.
func wilson(hits, n int) (low, high float64) {
	const z = 1.6448536269514722
	share, m := float64(hits)/float64(n), float64(n)
	a, b, c := 1+z*z/m, -(2*share + z*z/m), share*share
	root := math.Sqrt(b*b - 4*a*c)
	return (-b - root) / (2 * a), (-b + root) / (2 * a)
}

// newcombe is the interval of the difference of two shares: the roots of the squared distances to the ends of both Wilson intervals.
func newcombe(hits1, n1, hits2, n2 int) (difference, low, high float64) {
	p1, p2 := float64(hits1)/float64(n1), float64(hits2)/float64(n2)
	l1, u1 := wilson(hits1, n1)
	l2, u2 := wilson(hits2, n2)
	d := p1 - p2
	return d, d - math.Hypot(p1-l1, u2-p2), d + math.Hypot(u1-p1, p2-l2)
}

// near says whether two numbers agree.
func near(x, y, tolerance float64) bool { return math.Abs(x-y) <= tolerance }

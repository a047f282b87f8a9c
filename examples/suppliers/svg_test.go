package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rapport-go/rapport/segment"
)

// drawn is an element of a picture.
type drawn struct {
	name, text string
	is         map[string]string
}

// at is an attribute that is a number.
func (d drawn) at(name string) float64 {
	v, err := strconv.ParseFloat(d.is[name], 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// elements reads a picture, which must be well-formed.
func elements(t *testing.T, svg []byte) []drawn {
	t.Helper()
	var all []drawn
	for in := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in:\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			d := drawn{name: token.Name.Local, is: map[string]string{}}
			for _, a := range token.Attr {
				d.is[a.Name.Local] = a.Value
			}
			all = append(all, d)
		case xml.CharData:
			if words := strings.TrimSpace(string(token)); words != "" {
				all[len(all)-1].text = words
			}
		}
	}
}

// picture draws what the program draws.
func picture(t *testing.T, args ...string) (string, []drawn) {
	t.Helper()
	folder := t.TempDir()
	if status, _, faults := told("", append(args, "-svg", folder)...); status != exitOK {
		t.Fatal(faults)
	}
	svg, err := os.ReadFile(filepath.Join(folder, "kraljic.svg"))
	if err != nil {
		t.Fatal(err)
	}
	return string(svg), elements(t, svg)
}

func TestPicture(t *testing.T) {
	svg, _ := picture(t)
	golden(t, "kraljic.svg", svg)
}

// words is about where the words of a text are: 7.5 pixels a letter at 13.
func words(d drawn) box {
	wide := 7.5 / 13 * d.at("font-size") * float64(utf8.RuneCountInString(d.text))
	b := box{d.at("x"), d.at("y") - d.at("font-size"), wide, d.at("font-size")}
	switch d.is["text-anchor"] {
	case "middle":
		b.x -= wide / 2
	case "end":
		b.x -= wide
	}
	return b
}

// TestNothingOverlaps: no words meet others or the circle of anybody, and all are within the picture, wherever the lines are.
func TestNothingOverlaps(t *testing.T) {
	for _, args := range [][]string{nil, {"-impact", "3000", "-risk", "7000"}, {"-impact", "9999", "-risk", "2"}} {
		_, all := picture(t, args...)
		var texts, circles []drawn
		for _, d := range all {
			switch d.name {
			case "text":
				texts = append(texts, d)
			case "circle":
				circles = append(circles, d)
			}
		}
		// 12 suppliers, four classes, and one that serves below the target.
		if len(circles) != 12+4+1 {
			t.Fatalf("%v: %d circles", args, len(circles))
		}
		for i, d := range texts {
			if !words(d).within(box{0, 0, 880, 640}) {
				t.Errorf("%v: %q is cut off", args, d.text)
			}
			for _, o := range texts[:i] {
				if words(d).meets(words(o)) {
					t.Errorf("%v: %q meets %q", args, d.text, o.text)
				}
			}
			for _, o := range circles {
				if r := o.at("r"); words(d).meets(box{o.at("cx") - r, o.at("cy") - r, 2 * r, 2 * r}) {
					t.Errorf("%v: %q meets a circle at %v, %v", args, d.text, o.is["cx"], o.is["cy"])
				}
			}
		}
	}
}

// TestCircles: where a circle is, how large, and its edge. Lids: risk 8417 of 10000 on 620 pixels from 70 is 70 + 521.9; impact 3167 on 500
// pixels up from 560 is 560 − 158.4. Areas are as spend is: 640 of 960 thousands is a radius of 26·√(2/3) = 21.2, and 38 of 960 is 5.2.
func TestCircles(t *testing.T) {
	_, all := picture(t)
	found := 0
	for _, d := range all {
		switch {
		case d.name == "circle" && d.is["cx"] == "591.9":
			found++
			if d.is["cy"] != "401.6" || d.is["r"] != "5.2" || d.is["fill"] != colours[segment.ClassA] || d.is["stroke"] != "#111111" {
				t.Errorf("lids: %v", d.is)
			}
		case d.name == "circle" && d.is["r"] == "21.2":
			found++
			if d.is["stroke"] != "#111111" { // cocoa serves below the target
				t.Errorf("cocoa: %v", d.is)
			}
		case d.name == "circle" && d.is["r"] == "26.0":
			found++
			if d.is["stroke"] != "#ffffff" { // hazelnuts do not
				t.Errorf("hazelnuts: %v", d.is)
			}
		}
	}
	if found != 3 {
		t.Errorf("%d of 3 circles found", found)
	}
}

// TestPictureEscapes: a name is written as it is, and breaks nothing.
func TestPictureEscapes(t *testing.T) {
	table := written(t, "supplier,spend,margin_at_stake,impact: cost x1,risk: sources x1\n\"a<b>&\"\"c'\",1.00 EUR,2.00 EUR,4999,5000\n")
	folder := t.TempDir()
	if status, _, faults := told("", "-suppliers", table, "-events", "-", "-as-of", "2026-01-31", "-svg", folder); status != exitOK {
		t.Fatal(faults)
	}
	svg, err := os.ReadFile(filepath.Join(folder, "kraljic.svg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range elements(t, svg) {
		if d.text == `a<b>&"c'` {
			return
		}
	}
	t.Errorf("the name is not there in:\n%s", svg)
}

// TestCharacters: in the picture of characters everyone stands in the quarter of their class, once, wherever the midpoints are.
func TestCharacters(t *testing.T) {
	for _, args := range [][]string{nil, {"-impact", "3000", "-risk", "7000"}, {"-impact", "9999", "-risk", "2"}, {"-impact", "1", "-risk", "10000"},
		{"-risk", "4417"}} {
		b := opened(t, args...)
		var out strings.Builder
		(&paper{&out}).picture(b, b.dots())
		found, high := 0, true
		for line := range strings.Lines(out.String()) {
			if strings.Contains(line, "┼") {
				high = false
			}
			parts := strings.Split(line, "│")
			if len(parts) != 4 {
				continue
			}
			for side, field := range parts[1:3] {
				for _, d := range b.dots() {
					if !strings.ContainsRune(field, d.mark) {
						continue
					}
					found++
					at := b.positions[d.id]
					if (at.Impact.Side == segment.HighSide) != high || (at.Risk.Side == segment.HighSide) != (side == 1) {
						t.Errorf("%v: %s stands in the wrong quarter", args, d.id)
					}
				}
			}
		}
		if found != len(b.current()) {
			t.Errorf("%v: %d of %d stand in the picture:\n%s", args, found, len(b.current()), out.String())
		}
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// TestModelsRoundTrip: what was decoded is encoded to the same bytes, and the cards
// in it are in the form that their hash is taken of.
func TestModelsRoundTrip(t *testing.T) {
	doc, err := fitted()
	if err != nil {
		t.Fatal(err)
	}
	m := testModels(t)
	again, err := m.encode()
	if err != nil || !bytes.Equal(doc, again) {
		t.Errorf("%v\n got %s\nwant %s", err, again, doc)
	}
	var raw struct {
		Cards struct{ Partner json.RawMessage }
	}
	if err := json.Unmarshal(doc, &raw); err != nil {
		t.Fatal(err)
	}
	canonical, err := partnerCard().Canonical()
	if err != nil || !bytes.Equal(raw.Cards.Partner, canonical) {
		t.Errorf("%v\n got %s\nwant %s", err, raw.Cards.Partner, canonical)
	}
}

func TestDecodeModels(t *testing.T) {
	doc, err := fitted()
	if err != nil {
		t.Fatal(err)
	}
	good := string(doc)
	for name, doc := range map[string]string{
		"nothing":          "",
		"no JSON":          "models",
		"cut off":          good[:len(good)/2],
		"two of them":      good + good,
		"an unknown field": `{"mood":1,` + good[1:],
		"another version":  strings.Replace(good, `"version":1`, `"version":2`, 1),
		"a damaged model":  strings.Replace(good, `"BG/NBD"`, `"Pareto/NBD"`, 1),
		"a damaged rate":   strings.Replace(good, `"10%/year"`, `"10%"`, 1),
	} {
		if _, err := decodeModels([]byte(doc)); !errors.Is(err, errModels) {
			t.Errorf("%s: %v, want errModels", name, err)
		}
	}
}

// TestOpenRooms: models that were read but do not hold together are refused at the
// start and not by a request, and all faults are told.
func TestOpenRooms(t *testing.T) {
	m := testModels(t)
	m.Valuation.Margin = 0
	if _, err := openRooms(m); err == nil || !strings.Contains(err.Error(), "Margin") {
		t.Errorf("%v, want the margin refused", err)
	}
	m.Policies.Customer.BondingPurchases = -1
	m.Cards.Partner.Factors = nil
	if _, err := openRooms(m); err == nil || !strings.Contains(err.Error(), "BondingPurchases") || !strings.Contains(err.Error(), "factors") {
		t.Errorf("%v, want policy and card refused", err)
	}
	if _, err := openRooms(&models{}); err == nil {
		t.Error("no models at all are accepted")
	}
}

// TestLoadModels: the first start fits and writes, later ones read what was written,
// and what is damaged is neither used nor written over.
func TestLoadModels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "models.json")
	var log strings.Builder
	if _, err := loadModels(path, &log); err != nil || !strings.Contains(log.String(), "fitted") {
		t.Fatalf("%v, %q", err, log.String())
	}
	doc, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A model of another base shows whether the file is read.
	other := strings.Replace(string(doc), `"as_of":"2026-01-01"`, `"as_of":"2025-12-01"`, 1)
	if err := os.WriteFile(path, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	log.Reset()
	if m, err := loadModels(path, &log); err != nil || log.Len() > 0 || m.AsOf.String() != "2025-12-01" {
		t.Errorf("%v, %q", err, log.String())
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadModels(path, &log); !errors.Is(err, errModels) {
		t.Errorf("%v, want errModels", err)
	}
	if left, err := os.ReadFile(path); err != nil || string(left) != "{" {
		t.Errorf("%q, %v: the damaged file was written over", left, err)
	}
	if _, err := loadModels(t.TempDir(), io.Discard); err == nil {
		t.Error("a folder is read as models")
	}
	if _, err := loadModels(filepath.Join(t.TempDir(), "none", "models.json"), io.Discard); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v, want that the folder does not exist", err)
	}
}

// TestFit: the models of the made-up base are proved optima, and do not depend on
// the order of its events.
func TestFit(t *testing.T) {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	base, err := newBase(self, eur)
	if err != nil {
		t.Fatal(err)
	}
	for i, j := 0, len(base)-1; i < j; i, j = i+1, j-1 {
		base[i], base[j] = base[j], base[i]
	}
	m, err := fit(base, relationship.DateOf(baseDay), eur)
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.encode()
	want, err1 := fitted()
	if err != nil || err1 != nil || !bytes.Equal(got, want) {
		t.Errorf("%v, %v: %s", err, err1, cmp.Diff(string(want), string(got)))
	}
	if p := m.Orders.Params(); !(p.A > 0.1 && p.A < 10) || !(p.R > 0.1 && p.R < 10) {
		t.Errorf("%v: parameters are at an edge", m.Orders)
	}
	if _, err := fit(nil, relationship.DateOf(baseDay), eur); !errors.Is(err, btyd.ErrNoRows) {
		t.Errorf("%v, want ErrNoRows of nobody", err)
	}
	if _, err := fit(base[:1], relationship.DateOf(baseDay), eur); err == nil {
		t.Error("a base of one order is fitted")
	}
}

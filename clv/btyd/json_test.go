package btyd_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The stored forms are read forever: these files are never changed, a new version gets files of its own.
func TestStoredModels(t *testing.T) {
	read := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return []byte(strings.TrimSpace(string(text)))
	}
	var m btyd.BGNBD
	if err := json.Unmarshal(read("bgnbd_v1.json"), &m); err != nil || m.Params() != cdnow {
		t.Errorf("BG/NBD: %v, %v", m, err)
	}
	if text, err := json.Marshal(m); err != nil || string(text) != string(read("bgnbd_v1.json")) {
		t.Errorf("BG/NBD is stored as %s, %v", text, err)
	}
	var g btyd.GammaGamma
	want := btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}
	if err := json.Unmarshal(read("gammagamma_v1.json"), &g); err != nil || g.Params() != want {
		t.Errorf("Gamma-Gamma: %v, %v", g, err)
	}
	if text, err := json.Marshal(g); err != nil || string(text) != string(read("gammagamma_v1.json")) {
		t.Errorf("Gamma-Gamma is stored as %s, %v", text, err)
	}
}

func TestStoredModelsComeBackToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := legalModel(t)
		text, err := json.Marshal(m)
		var back btyd.BGNBD
		if err != nil || json.Unmarshal(text, &back) != nil || back != m {
			t.Errorf("%v is stored as %s and read as %v, %v", m, text, back, err)
		}
	})
}

var badModels = []string{
	``, `null`, `[]`, `{}`, `{"model":"BG/NBD"}`,
	`{"model":"Pareto/NBD","version":1,"unit":"week","r":1,"alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":2,"unit":"week","r":1,"alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":1,"unit":"month","r":1,"alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":1,"r":1,"alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":1,"unit":"week","alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":1,"unit":"week","r":-1,"alpha":2,"a":3,"b":4}`,
	`{"model":"BG/NBD","version":1,"unit":"week","r":1,"alpha":2,"a":3,"b":4,"c":5}`,
	`{"model":"BG/NBD","version":1,"unit":"week","r":1,"alpha":2,"a":3,"b":4}{}`,
	`{"model":"Gamma-Gamma","version":1,"p":1,"q":2}`,
	`{"model":"Gamma-Gamma","version":1,"p":1,"q":2,"gamma":0}`,
}

func TestStoredModelsReject(t *testing.T) {
	for _, text := range badModels {
		m := relationship.Must(btyd.NewBGNBD(cdnow))
		if err := m.UnmarshalJSON([]byte(text)); !errors.Is(err, btyd.ErrDecode) || m.Params() != cdnow {
			t.Errorf("BG/NBD %s: %v", text, err)
		}
		var g btyd.GammaGamma
		if err := g.UnmarshalJSON([]byte(text)); !errors.Is(err, btyd.ErrDecode) || !g.IsZero() {
			t.Errorf("Gamma-Gamma %s: %v", text, err)
		}
	}
	if _, err := json.Marshal(btyd.BGNBD{}); !errors.Is(err, btyd.ErrParam) {
		t.Errorf("no model: %v", err)
	}
	if _, err := json.Marshal(btyd.GammaGamma{}); !errors.Is(err, btyd.ErrParam) {
		t.Errorf("no model: %v", err)
	}
}

func FuzzDecodeModels(f *testing.F) {
	f.Add([]byte(`{"model":"BG/NBD","version":1,"unit":"week","r":0.243,"alpha":4.414,"a":0.793,"b":2.426}`))
	f.Add([]byte(`{"model":"Gamma-Gamma","version":1,"p":6.25,"q":3.74,"gamma":15.44}`))
	for _, text := range badModels {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var m, again btyd.BGNBD
		if err := m.UnmarshalJSON(text); err == nil {
			stored, err := m.MarshalJSON()
			if err != nil || again.UnmarshalJSON(stored) != nil || again != m {
				t.Errorf("%s: stored as %s, %v", text, stored, err)
			}
		}
		var g, twice btyd.GammaGamma
		if err := g.UnmarshalJSON(text); err == nil {
			stored, err := g.MarshalJSON()
			if err != nil || twice.UnmarshalJSON(stored) != nil || twice != g {
				t.Errorf("%s: stored as %s, %v", text, stored, err)
			}
		}
	})
}

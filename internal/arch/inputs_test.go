package arch_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/internal/arch"
)

// TestParseRejects holds that no file is passed over because it cannot be read.
func TestParseRejects(t *testing.T) {
	tree := arch.Tree{"clv/a.go": "package clv\nfunc (", "clv/b.go": "", "clv/c.go": "package clv\n"}
	before := maps.Clone(tree)
	_, err := arch.Parse(tree)
	if err == nil {
		t.Fatal("a tree with two broken files is parsed without an error")
	}
	for _, p := range []string{"clv/a.go", "clv/b.go"} {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("the error does not name %s: %v", p, err)
		}
	}
	if strings.Contains(err.Error(), "clv/c.go") {
		t.Errorf("the error names a file that is sound: %v", err)
	}
	if !maps.Equal(tree, before) {
		t.Error("Parse changed the tree")
	}
}

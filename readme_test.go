package rapport_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// fenced returns the README's first block in a language.
func fenced(t *testing.T, language string) string {
	t.Helper()
	_, rest, ok := strings.Cut(read(t, "README.md"), "\n```"+language+"\n")
	block, _, closed := strings.Cut(rest, "\n```")
	if !ok || !closed {
		t.Fatalf("README.md has no block in %s", language)
	}
	return block
}

// The Go in the README is the body of Example, which is compiled and run, down to its output.
func TestReadmeExample(t *testing.T) {
	_, body, ok := strings.Cut(read(t, "example_test.go"), "func Example() {\n")
	if !ok {
		t.Fatal("no Example")
	}
	body = strings.TrimSuffix(strings.TrimSpace(body), "}")
	body = strings.TrimSpace(strings.ReplaceAll("\n"+body, "\n\t", "\n"))
	if got := fenced(t, "go"); got != strings.Replace(body, "// Output:\n", "", 1) {
		t.Errorf("README.md:\n%s\n\nexample_test.go:\n%s", got, body)
	}
}

// What the README says the tutorial prints, the tutorial prints: its own test holds it to this file.
func TestReadmeOutput(t *testing.T) {
	golden := strings.Split(read(t, "examples/quickstart/testdata/sample.golden"), "\n")
	last := -1
	for _, line := range strings.Split(fenced(t, "text"), "\n") {
		if strings.TrimSpace(line) == "…" {
			continue
		}
		at := slices.Index(golden[last+1:], line)
		if at < 0 {
			t.Errorf("not printed, or not in this order: %q", line)
			continue
		}
		last += 1 + at
	}
}

// And so it is with the explanation of a party.
func TestReadmeWhy(t *testing.T) {
	if got, want := fenced(t, "console")+"\n", read(t, "examples/quickstart/testdata/why_customer.golden"); got != want {
		t.Errorf("README.md:\n%s\n\nprinted:\n%s", got, want)
	}
}

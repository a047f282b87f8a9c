package rapport_test

import (
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// drawings returns the README's Mermaid blocks, in order.
func drawings(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, m := range regexp.MustCompile("(?s)\n```mermaid\n(.*?\n)```\n").FindAllStringSubmatch(read(t, "README.md"), -1) {
		all = append(all, m[1])
	}
	if len(all) != 3 {
		t.Fatalf("%d drawings in README.md, want the rooms, the customer and the partner", len(all))
	}
	return all
}

// The drawings of the two life cycles are the ones that the library makes.
func TestReadmeStages(t *testing.T) {
	customer := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{})).Definition()
	partner := relationship.Must(lifecycle.Partner(lifecycle.PartnerPolicy{})).Definition()
	for i, want := range []string{
		customer.Mermaid(lifecycle.DrawOptions[lifecycle.CustomerStage]{Overview: true, Without: []lifecycle.CustomerStage{lifecycle.CustomerClosed}}),
		partner.Mermaid(lifecycle.DrawOptions[lifecycle.PartnerStage]{Overview: true, Without: []lifecycle.PartnerStage{lifecycle.PartnerClosed}}),
	} {
		if got := drawings(t)[i+1]; got != want {
			t.Errorf("README.md:\n%s\n\ndrawn:\n%s", got, want)
		}
	}
}

// The arrows between the rooms are the imports: each arrow is one, and each of a room is an arrow. The tutorials on the roof import more.
func TestReadmeRooms(t *testing.T) {
	const module = "github.com/rapport-go/rapport/"
	rooms, arrows := map[string]string{}, map[string][]string{}
	for _, l := range strings.Split(drawings(t)[0], "\n") {
		if m := regexp.MustCompile(`^    (\w+)\["<b>([\w/]+)</b>`).FindStringSubmatch(l); m != nil {
			rooms[m[1]] = m[2]
		}
		if from, to, ok := strings.Cut(strings.TrimSpace(l), " --> "); ok {
			for _, one := range strings.Split(to, " & ") {
				arrows[rooms[from]] = append(arrows[rooms[from]], rooms[one])
			}
		}
	}
	drawn := slices.Collect(maps.Values(rooms))
	for _, room := range drawn {
		pattern := room + "/*.go"
		if room == "examples" {
			pattern = "examples/*/*.go"
		}
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("room %s: %d files, %v", room, len(files), err)
		}
		imports := map[string]bool{}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range file.Imports {
				imports[strings.TrimPrefix(strings.Trim(i.Path.Value, `"`), module)] = true
			}
		}
		for _, other := range drawn {
			isArrow := slices.Contains(arrows[room], other)
			if isArrow && !imports[other] || !isArrow && imports[other] && room != "examples" {
				t.Errorf("%s imports %s: %v; drawn: %v", room, other, imports[other], isArrow)
			}
		}
	}
}

package loyalty

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"

	"github.com/rapport-go/rapport/relationship"
)

const (
	perfect  = 10000 // points
	tables   = 64    // more than there are event kinds, aspects or channels
	noFactor = -1
)

// Warning is a doubt about a card that does not keep it from scoring: a band that a factor cannot reach, or a gate that shuts
// without the band to be seen leaving.
type Warning struct {
	// Path leads to what is doubted, as "bands[3]" or "gates[0]".
	Path string
	// Factor is the one that cannot reach the band, or that shuts the gate.
	Factor FactorID
	// From is where the band starts, in points.
	From int
	// Ceiling is the best that the factor can reach at its cadence, or the cap of the gate, in points.
	Ceiling int
	// Kept is the point down to which NextBand keeps the band that a gate takes off; 0 of a band.
	Kept int
}

// String says it in words.
func (w Warning) String() string {
	if w.Kept > 0 {
		return fmt.Sprintf("loyalty: %s caps at %d, but the band from %d is kept down to %d by hysteresis", w.Path, w.Ceiling, w.From, w.Kept)
	}
	return fmt.Sprintf("loyalty: %s starts at %d, but %s cannot exceed %d at its cadence", w.Path, w.From, w.Factor, w.Ceiling)
}

// Model is a compiled card: immutable, and safe for use by many goroutines. Card.Compile makes it; the zero value has no
// factors and scores nothing.
type Model struct {
	card    Card
	hash    string
	factors []factor
	gates   []gate
	kinds   [tables]target // by event kind
	aspects [tables]target // by aspect of a rating
	replies [tables]Timeliness
}

// factor is a Factor made ready.
type factor struct {
	Factor
	share    float64 // of all weights
	seconds  float64 // the half-life
	harm     float64 // what one against weighs: the negativity, 1 for none
	rank     int     // its place in a state that holds all factors
	pro, con float64 // the shapes of the prior
}

// gate is a Gate made ready.
type gate struct {
	Gate
	index int
}

// target is where evidence goes.
type target struct {
	index  int
	weight float64
}

// Compile checks the card and makes its model. The error joins all faults, each a *FieldError with its path.
func (c Card) Compile() (*Model, []Warning, error) {
	var f faults
	c.check(&f)
	if err := f.err(); err != nil {
		return nil, nil, err
	}
	c.tidy()
	canonical, err := c.Canonical()
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(canonical)
	m := &Model{card: c, hash: hex.EncodeToString(sum[:])}
	whole := 0.0
	for _, x := range c.Factors {
		whole += x.Weight
	}
	for _, x := range c.Factors {
		rank := 0
		for _, y := range c.Factors {
			if y.ID < x.ID {
				rank++
			}
		}
		m.factors = append(m.factors, factor{
			x, x.Weight / whole, x.HalfLife.seconds(), max(1, x.Negativity), rank,
			float64(x.Prior.Strength * x.Prior.Mean), float64(x.Prior.Strength * (1 - x.Prior.Mean)),
		})
	}
	for _, g := range c.Gates {
		m.gates = append(m.gates, gate{g, m.index(g.Factor)})
	}
	for i := range tables {
		m.kinds[i].index, m.aspects[i].index = noFactor, noFactor
	}
	for _, r := range c.Policy.Rules {
		to := target{m.index(r.Factor), r.Weight}
		if r.Event == relationship.EventRating {
			m.aspects[r.About] = to
		} else {
			m.kinds[r.Event] = to
		}
	}
	m.replies = c.Policy.speeds()
	return m, c.warnings(), nil
}

// speeds lays the replies out by channel.
func (p Policy) speeds() (all [tables]Timeliness) {
	for _, r := range p.Replies {
		if r.Channel == relationship.ChannelOther {
			for i := range all {
				all[i] = r.Timeliness
			}
		}
	}
	for _, r := range p.Replies {
		all[r.Channel] = r.Timeliness
	}
	return all
}

// warnings looks for bands that no factor's ceiling reaches.
func (c Card) warnings() []Warning {
	var all []Warning
	for _, f := range c.Factors {
		if f.Cadence == 0 {
			continue
		}
		best := int(math.Floor(float64(perfect*ceiling(f.Prior, f.Cadence, f.HalfLife)) + 1e-9)) // a last bit is no point
		for i, b := range c.Bands {
			if b.From > best {
				all = append(all, Warning{Path: at("bands", i), Factor: f.ID, From: b.From, Ceiling: best})
				break // those above are out of reach the more
			}
		}
	}
	for i, g := range c.Gates {
		for _, b := range c.Bands {
			if kept := b.From - c.Hysteresis; g.Cap < b.From && g.Cap >= kept && b.From > 0 {
				all = append(all, Warning{Path: at("gates", i), Factor: g.Factor, From: b.From, Ceiling: g.Cap, Kept: max(1, kept)})
			}
		}
	}
	return all
}

// index returns the place of a factor.
func (m *Model) index(id FactorID) int {
	for i := range m.factors { // in place: a factor is large
		if m.factors[i].ID == id {
			return i
		}
	}
	return -1
}

// Card returns the card as a copy of its own.
func (m *Model) Card() Card {
	c := m.card
	c.tidy()
	return c
}

// Stamp returns which card this is.
func (m *Model) Stamp() Stamp { return Stamp{m.card.ID, m.card.Version, m.hash} }

// Stamp says which card a result was made with. Results of different hashes are not comparable.
type Stamp struct {
	// Card is the id of the card.
	Card string `json:"card"`
	// Version is its edition.
	Version int `json:"version"`
	// Hash is the SHA-256 of its canonical JSON, in hexadecimal.
	Hash string `json:"hash"`
}

// String names the card, its version and the first eight digits of the hash, as "customer 1, 8682db27". Two stamps of one text may
// differ in the other digits: compare stamps with ==.
func (s Stamp) String() string { return fmt.Sprintf("%s %d, %.8s", s.Card, s.Version, s.Hash) }

package segment

import "github.com/rapport-go/rapport/internal/enum"

// Classic is one of the eleven segments of recency, frequency and value that are passed around as lists of scores; see
// [ClassicGrid]. The zero value is unset and not valid.
type Classic uint8

const (
	// ClassicChampions bought just now, often, and for much.
	ClassicChampions Classic = iota + 1
	// ClassicLoyal buy fairly often and for much.
	ClassicLoyal
	// ClassicPotentialLoyalists bought lately, and more than once or for little.
	ClassicPotentialLoyalists
	// ClassicNew bought lately, hardly before and for little.
	ClassicNew
	// ClassicPromising bought lately, hardly before and for more.
	ClassicPromising
	// ClassicNeedAttention are in the middle or above, and not the best anywhere together.
	ClassicNeedAttention
	// ClassicAboutToSleep are below the middle in most.
	ClassicAboutToSleep
	// ClassicCannotLose paid much, long ago.
	ClassicCannotLose
	// ClassicAtRisk bought often or for much, long ago.
	ClassicAtRisk
	// ClassicHibernating bought seldom and for little, long ago.
	ClassicHibernating
	// ClassicLost are the lowest in recency and almost in all.
	ClassicLost
)

var classicNames = []string{
	"", "champions", "loyal", "potential loyalists", "new", "promising", "need attention", "about to sleep", "cannot lose", "at risk",
	"hibernating", "lost",
}

// classicCells lists the cells of each segment, in the order R, F, M.
var classicCells = []string{
	ClassicChampions: "555 554 544 545 454 455 445",
	ClassicLoyal:     "543 444 435 355 354 345 344 335",
	ClassicPotentialLoyalists: "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 " +
		"323",
	ClassicNew:           "512 511 422 421 412 411 311",
	ClassicPromising:     "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
	ClassicNeedAttention: "535 534 443 434 343 334 325 324",
	ClassicAboutToSleep:  "331 321 312 221 213 231 241 251",
	ClassicCannotLose:    "155 154 144 214 215 115 114 113",
	ClassicAtRisk:        "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124",
	ClassicHibernating:   "332 322 233 232 223 222 132 123 122 212 211",
	ClassicLost:          "111 112 121 131 141 151",
}

// ClassicGrid returns the map of recency, frequency and value in five scores each to eleven segments that many guides and programs
// copy from one another as lists of scores. It is here so that figures can be compared with theirs. It covers all 125 cells, none of
// them twice; copies in circulation often drop cells or name some twice.
//
// It mixes how close customers are with what they pay, and it contradicts itself: of its 300 steps of one score up, 25 lead to a
// colder segment (see [Classic.Warmth]), 1 in recency, 10 in frequency, 14 in value. Who is loyal with 4-3-5 needs attention after
// buying more recently, 5-3-5. For decisions take [EngagementGrid], in which no step up is colder, beside [ValueScale.Tier].
//
// Source: custom, without an author to name.
func ClassicGrid() Grid[Classic] {
	var rules []Rule[Classic]
	for _, c := range Classics() {
		cells, _ := CellRules(c, classicCells[c]) // a test shows that they can be read, and that they compile
		rules = append(rules, cells...)
	}
	g, _ := CompileGrid([]Axis{{"R", 5}, {"F", 5}, {"M", 5}}, rules)
	return g
}

// Classics returns the eleven segments, as a fresh slice.
func Classics() []Classic { return enum.All[Classic](classicNames) }

// Warmth returns how close the segment is, by the same measure as [Engagement.Warmth]: need attention and about to sleep are
// cooling; cannot lose, at risk, hibernating and lost have lapsed; the others are active. It is unset for a segment that is not
// valid. The lists come without such tiers: which is which is our own judgement.
func (c Classic) Warmth() Warmth {
	switch c {
	case ClassicChampions, ClassicLoyal, ClassicPotentialLoyalists, ClassicNew, ClassicPromising:
		return Active
	case ClassicNeedAttention, ClassicAboutToSleep:
		return Cooling
	case ClassicCannotLose, ClassicAtRisk, ClassicHibernating, ClassicLost:
		return Lapsed
	}
	return 0
}

// IsValid reports whether c is one of the constants.
func (c Classic) IsValid() bool { return enum.Valid(classicNames, c) }

// String returns the name in lower case, as "potential loyalists".
func (c Classic) String() string { return enum.Name("classic", classicNames, c) }

// ParseClassic is the inverse of String; anything else is an *InvalidError.
func ParseClassic(text string) (Classic, error) {
	return enum.Parse[Classic](classicNames, text, fault("classic"))
}

// MarshalText returns the text of String; an unknown segment is an *InvalidError.
func (c Classic) MarshalText() ([]byte, error) { return enum.Text(classicNames, c, fault("classic")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves c as it was.
func (c *Classic) UnmarshalText(text []byte) error {
	return enum.Set(c, classicNames, text, fault("classic"))
}

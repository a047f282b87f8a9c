package segment

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/enum"
)

// CohortMeasure is what a cohort table is printed with.
type CohortMeasure uint8

const (
	// CohortRetention is the share of the cohort that bought in the period: the zero value.
	CohortRetention CohortMeasure = iota
	// CohortActive is how many bought.
	CohortActive
	// CohortRevenue is what they paid less what they were paid back.
	CohortRevenue
	// CohortCumulative is the revenue from age 0 on.
	CohortCumulative
)

var cohortMeasureNames = []string{"retention", "active", "revenue", "cumulative"}

// CohortMeasures returns the four measures, as a fresh slice.
func CohortMeasures() []CohortMeasure {
	return enum.All[CohortMeasure](cohortMeasureNames)
}

// IsValid reports whether m is one of the constants.
func (m CohortMeasure) IsValid() bool { return enum.Valid(cohortMeasureNames, m) }

// String returns "retention", "active", "revenue" or "cumulative".
func (m CohortMeasure) String() string { return enum.Name("cohort measure", cohortMeasureNames, m) }

// ParseCohortMeasure is the inverse of String; anything else is an *InvalidError.
func ParseCohortMeasure(text string) (CohortMeasure, error) {
	return enum.Parse[CohortMeasure](cohortMeasureNames, text, fault("cohort measure"))
}

// MarshalText returns the text of String; an unknown measure is an *InvalidError.
func (m CohortMeasure) MarshalText() ([]byte, error) {
	return enum.Text(cohortMeasureNames, m, fault("cohort measure"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves m as it was.
func (m *CohortMeasure) UnmarshalText(text []byte) error {
	return enum.Set(m, cohortMeasureNames, text, fault("cohort measure"))
}

// CohortTextOptions says what to print. The zero value prints retention, and no period that is not over.
type CohortTextOptions struct {
	// Measure is what stands in the cells.
	Measure CohortMeasure
	// Running adds the period that is running at the end of observation, in brackets.
	Running bool
}

// Text returns a table with a row for each cohort, called by the first day of its period, and a column for each age:
//
//	cohort      customers        0       1
//	2026-01-01          8  100.0 %  37.5 %
//	2026-02-01          5  100.0 %
//
// Cells that are not over are empty. Shares are cut off, not rounded. The error wraps [ErrInvalid] for a measure that is not valid.
func (t *CohortTable) Text(o CohortTextOptions) (string, error) {
	if !o.Measure.IsValid() {
		return "", invalid("cohort measure", strconv.Itoa(int(o.Measure)), "one of the constants")
	}
	t = orEmpty(t)
	shown := t.Len()
	if o.Running {
		shown = len(t.begins)
	}
	if shown == 0 {
		return "no cohorts", nil
	}
	head := []string{"cohort", "customers"}
	for age := range shown {
		head = append(head, strconv.Itoa(age))
	}
	rows := [][]string{head}
	for cohort := range shown {
		row := []string{t.begins[cohort].String(), cohortPlain(t.cell(cohort, 0).active)}
		for _, c := range t.Row(cohort) {
			row = append(row, c.text(o.Measure))
		}
		if c, ok := t.Running(cohort); ok && o.Running {
			row = append(row, "("+c.text(o.Measure)+")")
		}
		rows = append(rows, row)
	}
	return textTable(rows), nil
}

// String is [CohortTable.Text] with the zero options.
func (t *CohortTable) String() string {
	text, _ := t.Text(CohortTextOptions{}) // the zero measure is valid
	return text
}

// text writes one cell.
func (c CohortCell) text(m CohortMeasure) string {
	switch m {
	case CohortActive:
		return cohortPlain(c.Active)
	case CohortRevenue:
		return c.Revenue.AmountString()
	case CohortCumulative:
		return c.Cumulative.AmountString()
	}
	if c.Size == 0 {
		return "-"
	}
	tenths := c.Active * 1000 / c.Size // at most 2^60
	return cohortPlain(tenths/10) + "." + cohortPlain(tenths%10) + " %"
}

func cohortPlain(n int64) string { return strconv.FormatInt(n, 10) }

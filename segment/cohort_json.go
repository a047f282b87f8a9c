package segment

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
	"github.com/rapport-go/rapport/relationship"
)

const cohortForm = "cohort table JSON"

// storedCohorts is the stored form when it is read. Pointers are nil where a field is not there.
type storedCohorts struct {
	Version  *int                   `json:"version"`
	Period   *relationship.Period   `json:"period"`
	Start    *relationship.Date     `json:"start"`
	End      *relationship.Date     `json:"end"`
	Currency *relationship.Currency `json:"currency"`
	LeftOut  *storedLeftOut         `json:"left_out"`
	Cells    *[]storedCohortCell    `json:"cells"`
}

type storedLeftOut struct {
	Prospects    int64   `json:"prospects"`
	Early        int64   `json:"early"`
	Late         int64   `json:"late"`
	PurchaseDays int64   `json:"purchase_days"`
	Net          *string `json:"net"`
}

type storedCohortCell struct {
	Cohort       *int    `json:"cohort"`
	Age          *int    `json:"age"`
	Active       int64   `json:"active"`
	PurchaseDays int64   `json:"purchase_days"`
	Revenue      *string `json:"revenue"`
}

// MarshalJSON implements json.Marshaler, the cells in ascending order of cohort and then age:
//
//	{"version":1,"period":"1m","start":"2026-01-01","end":"2026-06-30","currency":"EUR",
//	 "left_out":{"prospects":1,"early":2,"late":0,"purchase_days":5,"net":"120.00"},
//	 "cells":[{"cohort":0,"age":0,"active":8,"purchase_days":9,"revenue":"310.00"}]}
//
// in one line. Cells in which nothing happened are left out, so are amounts of 0, and the currency if there are no amounts. The zero
// value is {"version":1}. Equal tables give equal bytes.
func (t CohortTable) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	if t.IsZero() {
		return append(dst, '}'), nil
	}
	dst = append(append(dst, `,"period":"`...), t.config.Period.String()...)
	dst = append(append(dst, `","start":"`...), t.config.Start.String()...)
	dst = append(append(append(dst, `","end":"`...), t.config.End.String()...), '"')
	if !t.currency.IsZero() {
		dst = append(append(append(dst, `,"currency":"`...), t.currency.String()...), '"')
	}
	dst = strconv.AppendInt(append(dst, `,"left_out":{"prospects":`...), t.left.Prospects, 10)
	dst = strconv.AppendInt(append(dst, `,"early":`...), t.left.Early, 10)
	dst = strconv.AppendInt(append(dst, `,"late":`...), t.left.Late, 10)
	dst = strconv.AppendInt(append(dst, `,"purchase_days":`...), t.left.PurchaseDays, 10)
	dst = append(appendAmount(dst, `,"net":`, t.left.Net), `},"cells":[`...)
	first := true
	for cohort, row := range t.rows {
		for age, c := range row {
			if c.isZero() {
				continue
			}
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = strconv.AppendInt(append(dst, `{"cohort":`...), int64(cohort), 10)
			dst = strconv.AppendInt(append(dst, `,"age":`...), int64(age), 10)
			dst = strconv.AppendInt(append(dst, `,"active":`...), c.active, 10)
			dst = strconv.AppendInt(append(dst, `,"purchase_days":`...), c.days, 10)
			dst = append(appendAmount(dst, `,"revenue":`, c.revenue), '}')
		}
	}
	return append(dst, `]}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; a division of
// time that NewCohortTable takes; cells within it that ascend, each once, with something in them, and with no more active than there are
// in the cohort. After an error t is as it was. The error wraps [ErrDecode].
func (t *CohortTable) UnmarshalJSON(data []byte) error {
	var stored storedCohorts
	if err := strict.Value(data, cohortRefuse, &stored); err != nil {
		return err
	}
	if stored.Version == nil {
		return cohortRefuse("version", "this field", nil)
	}
	if err := checkVersion(cohortForm, *stored.Version); err != nil {
		return err
	}
	if stored == (storedCohorts{Version: stored.Version}) {
		*t = CohortTable{}
		return nil
	}
	if stored.Period == nil || stored.Start == nil || stored.End == nil || stored.LeftOut == nil || stored.Cells == nil {
		return cohortRefuse("", "period, start, end, left_out and cells, or none of them", nil)
	}
	read, err := NewCohortTable(CohortConfig{Period: *stored.Period, Start: *stored.Start, End: *stored.End})
	if err != nil {
		return cohortRefuse("", "", err)
	}
	if stored.Currency != nil {
		if read.currency = *stored.Currency; read.currency.IsZero() {
			return cohortRefuse("currency", "a currency", nil)
		}
	}
	if err := read.readLeftOut(*stored.LeftOut); err != nil {
		return err
	}
	last := -1
	for i, s := range *stored.Cells {
		where := "cells[" + strconv.Itoa(i) + "]"
		if s.Cohort == nil || s.Age == nil {
			return cohortRefuse(where, "cohort and age", nil)
		}
		n := len(read.begins)
		if *s.Cohort < 0 || *s.Cohort >= n || *s.Age < 0 || *s.Age >= n-*s.Cohort {
			return cohortRefuse(where, "a period that begins by the end", nil)
		}
		place := *s.Cohort*n + *s.Age
		if place <= last {
			return cohortRefuse(where, "cells that ascend, each once", nil)
		}
		last = place
		if err := read.readCell(where, s); err != nil {
			return err
		}
	}
	if read.currency != (relationship.Currency{}) && read.people == 0 {
		return cohortRefuse("currency", "customers who paid in it", nil)
	}
	*t = *read
	return nil
}

// cohortRefuse is the error of a stored form.
func cohortRefuse(where, rule string, err error) error {
	return &DecodeError{Form: cohortForm, Where: where, Rule: rule, Err: err}
}

// weigh adds an amount to the mass and returns it.
func (t *CohortTable) weigh(text *string) (relationship.Money, error) {
	v, err := storedAmount(text, t.currency)
	if err == nil {
		t.mass, err = movedMass(t.mass, v)
	}
	return v, err
}

// readLeftOut takes in who is in no cell.
func (t *CohortTable) readLeftOut(s storedLeftOut) error {
	for _, n := range [...]int64{s.Prospects, s.Early, s.Late} {
		if n < 0 || n > mostMoved-t.people {
			return cohortRefuse("left_out", "customers from 0 to 2^50 in all", nil)
		}
		t.people += n
	}
	if s.PurchaseDays < 0 || s.PurchaseDays > mostVisits {
		return cohortRefuse("left_out: purchase_days", "0 to 2^62", nil)
	}
	t.days = s.PurchaseDays
	net, err := t.weigh(s.Net)
	if err != nil {
		return cohortRefuse("left_out: net", "", err)
	}
	t.left = CohortLeftOut{Prospects: s.Prospects, Early: s.Early, Late: s.Late, PurchaseDays: s.PurchaseDays, Net: net}
	return nil
}

// readCell takes in one cell, whose place was checked.
func (t *CohortTable) readCell(where string, s storedCohortCell) error {
	size := s.Active
	if *s.Age > 0 {
		size = t.cell(*s.Cohort, 0).active
	} else if size > mostMoved-t.people {
		return cohortRefuse(where, "customers of at most 2^50 in all", nil)
	} else {
		t.people += max(size, 0)
	}
	switch {
	case size < 1:
		return cohortRefuse(where, "customers at age 0 of its cohort", nil)
	case s.Active < 0 || s.Active > size:
		return cohortRefuse(where, "no more active than in the cohort", nil)
	case s.PurchaseDays < s.Active || s.PurchaseDays > mostVisits-t.days || (s.Active == 0) != (s.PurchaseDays == 0):
		return cohortRefuse(where, "a purchase day or more for each who is active, and at most 2^62 in all", nil)
	}
	v, err := t.weigh(s.Revenue)
	if err != nil {
		return cohortRefuse(where+": revenue", "", err)
	}
	c := cohortCell{s.Active, s.PurchaseDays, v}
	if c.isZero() {
		return cohortRefuse(where, "something that happened", nil)
	}
	t.days += s.PurchaseDays
	*t.put(*s.Cohort, *s.Age) = c
	return nil
}

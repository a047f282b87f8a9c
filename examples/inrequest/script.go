package main

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// demoNow is what the clock of the demonstration shows: every run is of one day.
var demoNow = time.Date(2026, time.September, 1, 12, 0, 0, 0, time.UTC)

// line is one request of the demonstration, with a word on what it shows.
type line struct {
	say  string
	post string // an event; if empty, a profile is asked for
	get  string // whose
}

// The parties of the demonstration, as they stand in an event and in a path.
const (
	ada  = `"from":"shop","to":"ada","role":"end-consumer"`
	mill = `"from":"shop","to":"mill","role":"supplier"`

	adaPath  = "/parties/end-consumer/ada"
	millPath = "/parties/supplier/mill"
)

// customerLines are half a year of one customer.
func customerLines() []line {
	return []line{
		{say: "nobody knows her yet", get: adaPath},
		{say: "a first order", post: `{"kind":"purchase","id":"o-1","at":"2026-01-05T10:00:00Z",` + ada + `,"amount":"40.00 EUR"}`},
		{get: adaPath + "?at=2026-01-05T10:00:00Z"},
		{say: "a stage moves by time alone: as of a month later", get: adaPath + "?at=2026-02-05T10:00:00Z"},
		{say: "she comes back", post: `{"kind":"purchase","id":"o-2","at":"2026-02-10T09:30:00Z",` + ada + `,"amount":"55.00 EUR"}`},
		{say: "and says that she is content", post: `{"kind":"rating","id":"n-1","at":"2026-02-12T18:00:00Z",` + ada + `,"actor":"to","about":"satisfaction","value":5,"low":1,"high":5}`},
		{say: "the same again, laid out otherwise: known, and nothing changes", post: `{ "id":"n-1", "kind":"rating", "at":"2026-02-12T19:00:00+01:00", "date":"2026-02-12", ` + ada + `, "actor":"to", "about":"satisfaction", "low":1, "high":5, "value":5 }`},
		{say: "another event under its id", post: `{"kind":"rating","id":"n-1","at":"2026-02-12T18:00:00Z",` + ada + `,"actor":"to","about":"satisfaction","value":1,"low":1,"high":5}`},
		{say: "we deliver on the day we said", post: `{"kind":"delivery","id":"d-1","at":"2026-02-14T10:00:00Z",` + ada + `,"actor":"from","order":"o-2","due":"2026-02-14T18:00:00Z"}`},
		{say: "she asks, and we answer within the hour", post: `{"kind":"request","id":"q-1","at":"2026-02-16T09:00:00Z",` + ada + `,"actor":"to","channel":"e-mail","purpose":"service"}`},
		{post: `{"kind":"reply","id":"a-1","at":"2026-02-16T09:50:00Z",` + ada + `,"actor":"from","request":"q-1","requested_at":"2026-02-16T09:00:00Z","channel":"e-mail"}`},
		{say: "a severity that is none", post: `{"kind":"complaint","id":"x-1","at":"2026-03-02T08:00:00Z",` + ada + `,"severity":4}`},
		{say: "put right", post: `{"kind":"complaint","id":"x-1","at":"2026-03-02T08:00:00Z",` + ada + `,"severity":0.4}`},
		{say: "unanswered for two days", get: adaPath + "?at=2026-03-04T08:00:00Z"},
		{say: "settled to her satisfaction", post: `{"kind":"resolution","id":"y-1","at":"2026-03-04T09:00:00Z",` + ada + `,"actor":"from","complaint":"x-1","complained_at":"2026-03-02T08:00:00Z","severity":0.4,"recovery":1,"verdict":"satisfied"}`},
		{say: "an order of last month, late", post: `{"kind":"purchase","id":"o-3","at":"2026-02-20T12:00:00Z",` + ada + `,"amount":"20.00 EUR"}`},
		{say: "an order in another currency", post: `{"kind":"purchase","id":"o-4","at":"2026-03-20T12:00:00Z",` + ada + `,"amount":"20.00 USD"}`},
	}
}

// supplierLines are the beginning of a partnership.
func supplierLines() []line {
	return []line{
		{say: "we write", post: `{"kind":"contact","id":"c-1","at":"2026-01-07T09:00:00Z",` + mill + `,"actor":"from","channel":"e-mail","purpose":"offer"}`},
		{say: "and they answer", post: `{"kind":"contact","id":"c-2","at":"2026-01-08T15:00:00Z",` + mill + `,"actor":"to","channel":"e-mail","purpose":"offer"}`},
		{say: "an agreement", post: `{"kind":"agreement-signed","id":"g-1","at":"2026-01-20T11:00:00Z",` + mill + `,"agreement":"a-1","form":"written","start":"2026-02-01"}`},
		{get: millPath + "?at=2026-01-20T11:00:00Z"},
		{say: "a promise", post: `{"kind":"promise-made","id":"p-1","at":"2026-02-02T09:00:00Z",` + mill + `,"actor":"to","due":"2026-02-20T17:00:00Z","stake":2}`},
		{say: "not kept, and not broken yet: ten days past its date", get: millPath + "?at=2026-03-02T17:00:00Z"},
		{say: "kept late", post: `{"kind":"promise-closed","id":"k-1","at":"2026-03-03T09:00:00Z",` + mill + `,"actor":"to","promise":"p-1","made_at":"2026-02-02T09:00:00Z","due":"2026-02-20T17:00:00Z","stake":2,"by":"to","outcome":"kept","share":1}`},
		{say: "another kept in time, whose making nobody wrote down", post: `{"kind":"promise-closed","id":"k-2","at":"2026-03-20T09:00:00Z",` + mill + `,"actor":"to","promise":"p-2","made_at":"2026-03-04T09:00:00Z","due":"2026-03-20T17:00:00Z","stake":1,"by":"to","outcome":"kept","share":1}`},
		{say: "a delivery in time", post: `{"kind":"delivery","id":"d-1","at":"2026-04-09T07:00:00Z",` + mill + `,"actor":"to","due":"2026-04-10T00:00:00Z"}`},
		{say: "and a second", post: `{"kind":"delivery","id":"d-2","at":"2026-05-09T07:00:00Z",` + mill + `,"actor":"to","due":"2026-05-10T00:00:00Z"}`},
		{say: "we are content", post: `{"kind":"rating","id":"n-0","at":"2026-06-01T09:00:00Z",` + mill + `,"actor":"from","about":"satisfaction","value":9,"low":0,"high":10}`},
		{say: "find it worth its price", post: `{"kind":"rating","id":"n-1","at":"2026-06-01T10:00:00Z",` + mill + `,"actor":"from","about":"value","value":8,"low":0,"high":10}`},
		{say: "and take a second line of goods", post: `{"kind":"expansion","id":"e-1","at":"2026-06-15T10:00:00Z",` + mill + `,"line":"spare parts"}`},
		{get: millPath},
	}
}

// The two events that meet in the demonstration of a lost compare-and-set: both are
// on their way at the same time, and the other one arrives first.
const (
	ownEvent   = `{"kind":"purchase","id":"o-5","at":"2026-04-01T12:00:00Z",` + ada + `,"amount":"35.00 EUR"}`
	rivalEvent = `{"kind":"use","id":"u-1","at":"2026-04-01T11:59:59Z",` + ada + `}`
)

// rival is a store between whose Get and CompareAndSet someone else writes, once.
type rival struct {
	store
	write func() error
}

// CompareAndSet lets the other one write first.
func (r *rival) CompareAndSet(key relationship.Key, old uint64, doc []byte) (bool, error) {
	if write := r.write; write != nil {
		r.write = nil
		if err := write(); err != nil {
			return false, err
		}
	}
	return r.store.CompareAndSet(key, old, doc)
}

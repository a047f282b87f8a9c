// Inrequest scores one party within a request, from its own record alone: no batch
// runs, and no job walks over the base at night.
//
//	go run ./examples/inrequest                         a demonstration, which ends by itself
//	go run ./examples/inrequest -listen localhost:8080  the same service for real, until interrupted
//	go run ./examples/inrequest -models models.json     keeps the models in a file
//
// Models are fitted once and stored as one JSON document. From then on each event
// reads one record, changes it and puts it back by compare-and-set, and each profile
// reads one record and nothing else. Both take a fraction of a millisecond, however
// large the base is.
//
//	POST /events                one event, as relationship.ParseEvent reads it
//	GET  /parties/{role}/{id}   stage, loyalty, segment and value, each with its reasons
//
// In the order in which to read it:
//
//	base.go, fit.go   a base becomes models, once
//	models.go         the models as one document
//	record.go         what is kept of one relationship, as one document
//	rooms.go          where the rooms of the library meet: take in an event, read a profile
//	handler.go        the loop of read, change and compare-and-set; the endpoints
//	view.go           a profile as JSON
//	problem.go        which error is which status
//	store.go          the two methods asked of a database, and a map that has them
//	demo.go, script.go, serve.go   the demonstration, and the service for real
//
// # What the service promises
//
// An event never counts twice, however often it is sent: the same again is 200 and
// changes nothing, and another under its id is 409. Every room has taken an event in
// or none has. An event that is older than the party's last one is 409: a life cycle
// depends on the order of things, and a record does not hold what it would take to
// begin anew. A service that must take late events keeps its log too, as a
// relationship.History, and rebuilds the one record from it.
//
// The store here is a map and forgets; a database takes its place by two methods.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// self is whose book the service keeps.
const self relationship.PartyID = "shop"

// The exit statuses.
const (
	exitOK    = 0
	exitFail  = 1
	exitFlags = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole program, and returns its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("inrequest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	listen := flags.String("listen", "", "serve at this `address`, as localhost:8080, instead of the demonstration")
	path := flags.String("models", "", "load the models from this `file`; fit them and write it if there is none")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return exitOK
	} else if err != nil {
		return exitFlags
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "inrequest: unexpected argument %q\n", flags.Arg(0))
		return exitFlags
	}
	m, err := loadModels(*path, stderr)
	if err == nil {
		if *listen == "" {
			err = demonstrate(stdout, m)
		} else {
			err = serve(*listen, m, time.Now, stderr)
		}
	}
	if err != nil {
		fmt.Fprintf(stderr, "inrequest: %v\n", err)
		return exitFail
	}
	return exitOK
}

// loadModels returns the models of a file, and fits them only if there is none.
// Either way they are those that were read from the document, so that the first run
// and all others score alike.
func loadModels(path string, log io.Writer) (*models, error) {
	doc, err := []byte(nil), error(os.ErrNotExist)
	if path != "" {
		doc, err = os.ReadFile(path)
	}
	if errors.Is(err, os.ErrNotExist) {
		if doc, err = fitModels(); err != nil {
			return nil, err
		}
		fmt.Fprintln(log, "fitted the models")
		if path != "" {
			err = os.WriteFile(path, doc, 0o600)
		}
	}
	if err != nil {
		return nil, err
	}
	return decodeModels(doc)
}

// fitModels fits the models of the made-up base and returns their document.
func fitModels() ([]byte, error) {
	eur, err := relationship.ParseCurrency("EUR")
	if err != nil {
		return nil, err
	}
	base, err := newBase(self, eur)
	if err != nil {
		return nil, err
	}
	m, err := fit(base, relationship.DateOf(baseDay), eur)
	if err != nil {
		return nil, err
	}
	return m.encode()
}

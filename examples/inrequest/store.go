package main

import (
	"sync"

	"github.com/rapport-go/rapport/relationship"
)

// store is all that the service asks of a database: one document for each
// relationship, and a version that says whether it is still the one that was read.
// A table with the columns key, version and doc has both methods in one statement
// each: a SELECT, and an UPDATE … WHERE version = old (an INSERT for version 0) of
// which the number of rows says whether it was swapped.
type store interface {
	// Get returns the document of a relationship and its version; nil and version 0 if there is none.
	Get(key relationship.Key) (doc []byte, version uint64, err error)
	// CompareAndSet puts a document in the place of the one with the old version, and gives it version old+1. It is
	// false, and nothing has changed, when the version is another by now.
	CompareAndSet(key relationship.Key, old uint64, doc []byte) (swapped bool, err error)
}

// memory is a store that forgets when the program ends. The zero value is empty
// and ready to use by any number of goroutines.
type memory struct {
	mu   sync.Mutex
	rows map[relationship.Key]row
}

// row is what memory keeps of one relationship. A document is never written to
// once it is here, so that readers may share it.
type row struct {
	doc     []byte
	version uint64
}

func (m *memory) Get(key relationship.Key) ([]byte, uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.rows[key]
	return r.doc, r.version, nil
}

func (m *memory) CompareAndSet(key relationship.Key, old uint64, doc []byte) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.rows[key].version != old {
		return false, nil
	}
	if m.rows == nil {
		m.rows = map[relationship.Key]row{}
	}
	m.rows[key] = row{doc, old + 1}
	return true, nil
}

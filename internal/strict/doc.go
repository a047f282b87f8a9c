// Package strict reads the stored forms of all rooms: JSON that says exactly what was written, and nothing that encoding/json would let
// pass beside it. [Object] reads one flat list of fields, [Value] a tree of structs. Errors are the rooms' own: each passes the func that
// makes them.
//
// The package imports the standard library only.
package strict

// Package enum gives the enumerations of all rooms one way to be named, parsed and stored. A table of names is indexed by the
// value; an empty name is a value that is not valid. Errors are the rooms' own: each passes the func that makes them.
//
// The package imports the standard library only.
package enum

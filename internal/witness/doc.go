// Package witness holds a package to what it promises: each promise names what is exported for it, and those names stand in the
// package comment, in a test against numbers from outside, and in a test of a law. It is for tests alone.
package witness

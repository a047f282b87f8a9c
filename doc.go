// Package rapport is documentation only; the rooms are the packages below it.
package rapport

package strict

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// The functions here read JSON that is known to be valid, so that they need not look for what cannot be.

// space returns where the white space from i on ends.
func space(data []byte, i int) int {
	for data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r' {
		i++
	}
	return i
}

// textEnd returns the place behind the text that begins at i.
func textEnd(data []byte, i int) int {
	for i++; data[i] != '"'; i++ {
		if data[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// valueEnd returns the place behind the value that begins at i, without the white space after it.
func valueEnd(data []byte, i int) int {
	switch data[i] {
	case '"':
		return textEnd(data, i)
	case '{', '[':
		depth := 0
		for {
			switch data[i] {
			case '"':
				i = textEnd(data, i)
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			if i++; depth == 0 {
				return i
			}
		}
	}
	for i < len(data) && bytes.IndexByte([]byte(",]} \n\t\r"), data[i]) < 0 {
		i++
	}
	return i
}

// Halved reports whether one half of a pair of escapes stands alone somewhere. It is no sign, and encoding/json makes U+FFFD of every
// one of them, which would give different texts one form.
func Halved(data []byte) bool {
	for at := bytes.IndexByte(data, '\\'); at >= 0; at = bytes.IndexByte(data, '\\') {
		unit, length := escaped(data[at:])
		data = data[at+length:]
		if !utf16.IsSurrogate(unit) {
			continue
		}
		second, length := escaped(data)
		if utf16.DecodeRune(unit, second) == utf8.RuneError {
			return true
		}
		data = data[length:]
	}
	return false
}

// escaped returns the unit of UTF-16 that a text begins with as an escape, or 0, and the length of the escape.
func escaped(text []byte) (unit rune, length int) {
	const short, long = len(`\n`), len(`\u0000`)
	if len(text) < long || text[0] != '\\' || text[1] != 'u' {
		return 0, min(short, len(text))
	}
	n, _ := strconv.ParseUint(string(text[short:long]), 16, 16)
	return rune(n), long
}

package lifecycle

import (
	"fmt"
	"runtime"
	"strings"
)

// sameFunction reports whether two codes are of one function. A literal may have several: where the function around it is inlined, the
// compiler makes a copy of it for each call. Then they are one if they are written on the same line.
func sameFunction(a, b uintptr) bool {
	if a == b {
		return true
	}
	place := literal(a)
	return place != "" && place == literal(b)
}

// literal returns the line that the code of a function literal begins with, and nothing of any other function. What was inlined into it
// has a place of its own and is passed over.
func literal(code uintptr) string {
	for pc := code; ; pc++ {
		f := runtime.FuncForPC(pc)
		if f == nil || f.Entry() != code {
			return ""
		}
		if strings.Contains(f.Name(), ".func") {
			file, line := f.FileLine(pc)
			return fmt.Sprint(file, ":", line)
		}
	}
}

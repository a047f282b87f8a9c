package markov

// closed returns the classes of states that are never left once they are entered, each in the order of the chain. The states that are
// stopped count as never left; each of them is a class of its own.
//
// A state is in such a class exactly when every state that can be reached from it can reach it too (Kemeny & Snell, chapter 2).
func (c Chain[S]) closed(stopped []bool) [][]int {
	n := len(c.states)
	words := (n + 63) / 64
	reach := make([]uint64, n*words)
	from := func(i int) []uint64 { return reach[i*words : (i+1)*words] }
	reaches := func(i, j int) bool { return reach[i*words+j/64]>>(j%64)&1 == 1 }
	for i := range n {
		for j, p := range c.row(i) {
			if p > 0 && !stopped[i] || i == j {
				from(i)[j/64] |= 1 << (j % 64)
			}
		}
	}
	for k := range n { // the transitive closure (Warshall), 64 states at a time
		for i := range n {
			if reaches(i, k) {
				into, more := from(i), from(k)
				for w := range into {
					into[w] |= more[w]
				}
			}
		}
	}
	var classes [][]int
	known := make([]bool, n)
	for i := range n {
		recurrent := !known[i]
		for j := 0; j < n && recurrent; j++ {
			recurrent = !reaches(i, j) || reaches(j, i)
		}
		if !recurrent {
			continue
		}
		var class []int
		for j := i; j < n; j++ { // no earlier one: it would have been known
			if reaches(i, j) {
				class = append(class, j)
				known[j] = true
			}
		}
		classes = append(classes, class)
	}
	return classes
}

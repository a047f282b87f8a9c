package segment

// orEmpty returns a state, or for nil a new one: nil knows as little as the zero value.
func orEmpty[T any](state *T) *T {
	if state == nil {
		return new(T)
	}
	return state
}

// errNowhere says that there is no state that could take something in.
func errNowhere(state string) error { return invalid(state, "nil", "somewhere to add to") }

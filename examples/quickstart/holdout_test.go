package main

import "testing"

func TestVerdict(t *testing.T) {
	tests := []struct {
		predicted float64
		actual    int
		want      string
	}{
		{1653.4087, 1882, "predicted 12.1 % below what came"},
		{110, 100, "predicted 10.0 % above what came"},
		{3, 1, "predicted 200.0 % above what came"},
		{100.04, 100, "predicted within 0.1 % of what came"},
		{99.96, 100, "predicted within 0.1 % of what came"},
		{100.06, 100, "predicted 0.1 % above what came"},
		{7, 0, "nothing came"},
	}
	for _, test := range tests {
		h := holdout{Total: holdoutGroup{Predicted: test.predicted, Actual: test.actual}}
		h.conclude()
		if got := h.verdict(); got != test.want {
			t.Errorf("%v predicted, %d came: %q, want %q", test.predicted, test.actual, got, test.want)
		}
		if (h.Deviation == nil) != (test.actual == 0) {
			t.Errorf("%d came, and the deviation is %v", test.actual, h.Deviation)
		}
	}
}

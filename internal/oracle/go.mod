module github.com/rapport-go/rapport/internal/oracle

go 1.26

require (
	github.com/rapport-go/rapport v0.0.0
	gonum.org/v1/gonum v0.17.0
)

require (
	github.com/shopspring/decimal v1.6.0 // indirect
	golang.org/x/tools v0.30.0 // indirect
)

replace github.com/rapport-go/rapport => ../..

package segment_test

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// What became of the revenue of last year.
func ExampleDrivers() {
	var d segment.Drivers
	add := func(customer, line string, p segment.DriverPeriod, amount string) {
		m := relationship.Must(relationship.ParseMoney(amount + " EUR"))
		if err := d.Observe(segment.DriverRow{Customer: customer, Line: line, Period: p, Amount: m}); err != nil {
			fmt.Println(err)
		}
	}
	add("ada", "tea", segment.DriverOpening, "100")
	add("ada", "tea", segment.DriverClosing, "130")
	add("ada", "pots", segment.DriverClosing, "25")
	add("ben", "tea", segment.DriverOpening, "60")
	add("ben", "pots", segment.DriverOpening, "20")
	add("dan", "tea", segment.DriverClosing, "45")
	report, err := d.Report()
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(report)
	gross, _ := report.GrossRetention()
	net, _ := report.NetRetention()
	fmt.Printf("gross retention %.2f, net %.2f\n", gross, net)
	why, _ := d.Explain("ada")
	fmt.Println(why)
	// Output:
	// opening 180.00 EUR
	// + new 45.00 EUR (1 customer)
	// + expansion 30.00 EUR (1 customer)
	// + cross-sold 25.00 EUR (1 customer)
	// - lost 80.00 EUR (1 customer)
	// closing 200.00 EUR
	// gross retention 0.56, net 0.86
	// "pots": 0.00 EUR to 25.00 EUR, cross-sold 25.00 EUR
	// "tea": 100.00 EUR to 130.00 EUR, expansion 30.00 EUR
}

package segment

import "github.com/rapport-go/rapport/internal/enum"

// DriverPeriod is one of the two periods whose revenue is compared. The zero value is unset and not valid.
type DriverPeriod uint8

const (
	// DriverOpening is the earlier of the two.
	DriverOpening DriverPeriod = iota + 1
	// DriverClosing is the later of the two.
	DriverClosing
)

// DriverPart is a part of the way from the revenue of the opening period to that of the closing period. Every amount is in one part. The
// zero value is unset and not valid.
type DriverPart uint8

const (
	// DriverNew is the revenue from customers who bought in the closing period and never before.
	DriverNew DriverPart = iota + 1
	// DriverReactivated is the revenue from customers who bought in the closing period and earlier, but not in the opening period.
	DriverReactivated
	// DriverExpansion is what customers of both periods spent more on a line that they bought in both.
	DriverExpansion
	// DriverCrossSold is what customers of both periods spent on a line that they did not buy in the opening period, but somebody did.
	DriverCrossSold
	// DriverNewProduct is what customers of both periods spent on a line that nobody bought in the opening period.
	DriverNewProduct
	// DriverContraction is what customers of both periods spent less on a line, or all they had spent on a line that they dropped. It is
	// subtracted.
	DriverContraction
	// DriverLost is what customers spent in the opening period who did not buy in the closing period. It is subtracted.
	DriverLost
)

// Driver is one of the three ways to revenue. The zero value is unset and not valid.
type Driver uint8

const (
	// DriverRetention keeps what there was: opening − lost − contraction + expansion.
	DriverRetention Driver = iota + 1
	// DriverAcquisition wins customers: new + reactivated.
	DriverAcquisition
	// DriverDevelopment sells other lines to those who are there: cross-sold + new products.
	DriverDevelopment
)

var (
	driverPeriodNames = []string{"", "opening", "closing"}
	driverPartNames   = []string{"", "new", "reactivated", "expansion", "cross-sold", "new product", "contraction", "lost"}
	driverNames       = []string{"", "retention", "acquisition", "development"}
)

// DriverParts returns all parts in the order of the constants.
func DriverParts() []DriverPart { return campaignAll[DriverPart](driverPartNames) }

// AllDrivers returns the three drivers in the order of the constants.
func AllDrivers() []Driver { return campaignAll[Driver](driverNames) }

// Sign returns -1 for the parts that are subtracted, lost and contraction, +1 for the others, and 0 if p is not valid.
func (p DriverPart) Sign() int {
	switch {
	case !p.IsValid():
		return 0
	case p == DriverContraction || p == DriverLost:
		return -1
	}
	return 1
}

// Driver returns what the part is an effect of: new and reactivated of acquisition, cross-sold and new product of development, the others of
// retention; 0 if p is not valid.
func (p DriverPart) Driver() Driver {
	switch p {
	case DriverNew, DriverReactivated:
		return DriverAcquisition
	case DriverCrossSold, DriverNewProduct:
		return DriverDevelopment
	case DriverExpansion, DriverContraction, DriverLost:
		return DriverRetention
	}
	return 0
}

// IsValid reports whether p is one of the constants.
func (p DriverPeriod) IsValid() bool { return enum.Valid(driverPeriodNames, p) }

// String returns "opening" or "closing".
func (p DriverPeriod) String() string { return enum.Name("driver period", driverPeriodNames, p) }

// ParseDriverPeriod is the inverse of String; anything else is an *InvalidError.
func ParseDriverPeriod(text string) (DriverPeriod, error) {
	return enum.Parse[DriverPeriod](driverPeriodNames, text, fault("period"))
}

// MarshalText returns the text of String; an unknown period is an *InvalidError.
func (p DriverPeriod) MarshalText() ([]byte, error) {
	return enum.Text(driverPeriodNames, p, fault("period"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves p as it was.
func (p *DriverPeriod) UnmarshalText(text []byte) error {
	return enum.Set(p, driverPeriodNames, text, fault("period"))
}

// IsValid reports whether p is one of the constants.
func (p DriverPart) IsValid() bool { return enum.Valid(driverPartNames, p) }

// String returns the name: "new", "reactivated", "expansion", "cross-sold", "new product", "contraction" or "lost".
func (p DriverPart) String() string { return enum.Name("driver part", driverPartNames, p) }

// ParseDriverPart is the inverse of String; anything else is an *InvalidError.
func ParseDriverPart(text string) (DriverPart, error) {
	return enum.Parse[DriverPart](driverPartNames, text, fault("part"))
}

// MarshalText returns the text of String; an unknown part is an *InvalidError.
func (p DriverPart) MarshalText() ([]byte, error) {
	return enum.Text(driverPartNames, p, fault("part"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves p as it was.
func (p *DriverPart) UnmarshalText(text []byte) error {
	return enum.Set(p, driverPartNames, text, fault("part"))
}

// IsValid reports whether d is one of the constants.
func (d Driver) IsValid() bool { return enum.Valid(driverNames, d) }

// String returns "retention", "acquisition" or "development".
func (d Driver) String() string { return enum.Name("driver", driverNames, d) }

// ParseDriver is the inverse of String; anything else is an *InvalidError.
func ParseDriver(text string) (Driver, error) {
	return enum.Parse[Driver](driverNames, text, fault("driver"))
}

// MarshalText returns the text of String; an unknown driver is an *InvalidError.
func (d Driver) MarshalText() ([]byte, error) { return enum.Text(driverNames, d, fault("driver")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves d as it was.
func (d *Driver) UnmarshalText(text []byte) error {
	return enum.Set(d, driverNames, text, fault("driver"))
}

package survey_test

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
)

// stored is what every tally can do.
type stored interface {
	json.Marshaler
	json.Unmarshaler
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	IsZero() bool
}

// keepers lists the tallies by name: as they are in testdata, and a new one of each kind.
func keepers(t interface{ Fatal(...any) }) map[string]struct {
	sample stored
	fresh  func() stored
} {
	list := map[string]struct {
		sample stored
		fresh  func() stored
	}{}
	for _, q := range questions() {
		counts := []int64{3, 0, 1, 127, 128, 1e9, 0, 2, 300, 70000, 5}[:q.high-q.low+1]
		list[q.name] = struct {
			sample stored
			fresh  func() stored
		}{q.of(t, counts), func() stored { return q.new() }}
	}
	all := sheets()
	all[1].Expected = [survey.Items]int{}
	all[2].Perceived[21] = 0
	servqual := gathered(t, all)
	list["servqual"] = struct {
		sample stored
		fresh  func() stored
	}{&servqual, func() stored { return new(survey.SERVQUAL) }}
	return list
}

// TestStoredForms: what version 1 wrote is read forever, and written again to the byte.
func TestStoredForms(t *testing.T) {
	for name, k := range keepers(t) {
		text := bytes.TrimSpace(must(os.ReadFile("testdata/" + name + "-v1.json")))
		data := must(hex.DecodeString(string(bytes.TrimSpace(must(os.ReadFile("testdata/" + name + "-v1.hex"))))))
		fromText, fromBytes := k.fresh(), k.fresh()
		if err := fromText.UnmarshalJSON(text); err != nil {
			t.Fatal(name, err)
		}
		if err := fromBytes.UnmarshalBinary(data); err != nil {
			t.Fatal(name, err)
		}
		for _, s := range []stored{fromText, fromBytes, k.sample} {
			if got := must(s.MarshalJSON()); !bytes.Equal(got, text) || s.IsZero() {
				t.Errorf("%s is written %s", name, got)
			}
			if got := must(s.MarshalBinary()); !bytes.Equal(got, data) {
				t.Errorf("%s is written %x", name, got)
			}
		}
		nothing := k.fresh()
		if err := fromText.UnmarshalJSON(must(nothing.MarshalJSON())); err != nil || !fromText.IsZero() {
			t.Errorf("%s: nothing is read as something, %v", name, err)
		}
		if err := fromBytes.UnmarshalBinary(must(nothing.MarshalBinary())); err != nil || !fromBytes.IsZero() {
			t.Errorf("%s: nothing is read as something, %v", name, err)
		}
	}
}

// TestStoredKinds: no instrument reads the form of another, though two have five answers.
func TestStoredKinds(t *testing.T) {
	for name, k := range keepers(t) {
		for other, o := range keepers(t) {
			read := k.fresh()
			text, data := read.UnmarshalJSON(must(o.sample.MarshalJSON())), read.UnmarshalBinary(must(o.sample.MarshalBinary()))
			if own := name == other; own != (text == nil) || own != (data == nil) || own == read.IsZero() {
				t.Errorf("%s reads %s: %v, %v", name, other, text, data)
			}
		}
	}
}

// damaged fails unless a decoder refused its data and left the target alone.
func damaged(t *testing.T, what string, err error, s stored, before []byte) {
	t.Helper()
	var decode *survey.DecodeError
	if !errors.Is(err, survey.ErrDecode) || !errors.As(err, &decode) || !strings.HasPrefix(err.Error(), "loyalty/survey: ") || strings.Count(err.Error(), "loyalty/survey") != 1 {
		t.Errorf("%s: got %v", what, err)
	}
	if after := must(s.MarshalBinary()); !bytes.Equal(before, after) {
		t.Errorf("%s: %x is %x now", what, before, after)
	}
}

func TestDamagedJSON(t *testing.T) {
	for name, k := range keepers(t) {
		text, before := string(must(k.sample.MarshalJSON())), must(k.sample.MarshalBinary())
		list := `"counts":[`
		if name == "servqual" {
			list = `"expected":[`
		}
		first, rest, _ := strings.Cut(text, list)
		for what, broken := range map[string]string{
			"nothing":         "",
			"null":            "null",
			"a list":          "[]",
			"empty":           "{}",
			"version 2":       strings.Replace(text, `"version":1`, `"version":2`, 1),
			"no version":      strings.Replace(text, `"version":1,`, ``, 1),
			"another name":    strings.Replace(text, name, "nsp", 1),
			"no name":         strings.Replace(text, `"instrument":"`+name+`",`, ``, 1),
			"upper case":      strings.Replace(text, `"version"`, `"Version"`, 1),
			"unknown":         strings.Replace(text, `{`, `{"more":1,`, 1),
			"twice":           strings.Replace(text, `{`, `{"version":1,`, 1),
			"more behind":     text + "{}",
			"null inside":     first + list + "null," + rest,
			"one more":        first + list + "0," + rest,
			"negative":        first + list + "-" + rest,
			"no whole number": first + list + "0.5," + rest,
			"text":            first + list + `"0",` + rest,
			"huge":            first + list + "1000000000001" + rest[strings.IndexByte(rest, ','):],
			"beyond int64":    first + list + "9223372036854775808" + rest[strings.IndexByte(rest, ','):],
			"smallest":        first + list + "-9223372036854775808" + rest[strings.IndexByte(rest, ','):],
			"no list":         first + list[:len(list)-1] + "[]" + rest[strings.IndexByte(rest, ']')+1:],
		} {
			if broken == text {
				t.Errorf("%s, %s: not broken", name, what)
			}
			damaged(t, name+", "+what, k.sample.UnmarshalJSON([]byte(broken)), k.sample, before)
		}
	}
}

func TestDamagedBinary(t *testing.T) {
	for name, k := range keepers(t) {
		data := must(k.sample.MarshalBinary())
		for what, broken := range map[string][]byte{
			"nothing":        {},
			"head alone":     data[:2],
			"cut":            data[:len(data)-1],
			"one more":       append(bytes.Clone(data), 0),
			"version 2":      append([]byte{2}, data[1:]...),
			"another kind":   append([]byte{1, 77}, data[2:]...),
			"not shortest":   append([]byte{1, data[1], data[2] | 0x80, 0}, data[3:]...),
			"too large":      append(binary.AppendUvarint([]byte{1, data[1]}, 1e12+1), data[3:]...),
			"beyond int64":   append(binary.AppendUvarint([]byte{1, data[1]}, math.MaxUint64), data[3:]...),
			"beyond all":     append([]byte{1, data[1]}, bytes.Repeat([]byte{0xff}, 100)...),
			"a sum too many": append(binary.AppendUvarint([]byte{1, data[1]}, 1e12), data[3:]...),
		} {
			damaged(t, name+", "+what, k.sample.UnmarshalBinary(broken), k.sample, data)
		}
	}
}

// TestImpossibleSheets: numbers that no sheets can have are refused, one rule at a time.
func TestImpossibleSheets(t *testing.T) {
	form := func(expected, perceived, gap string) string {
		text := string(must(survey.SERVQUAL{}.MarshalJSON()))
		return strings.Replace(text, `"expected":[0,0,0],"perceived":[0,0,0],"gap":[0,0,0]`, `"expected":[`+expected+`],"perceived":[`+perceived+`],"gap":[`+gap+`]`, 1)
	}
	var s survey.SERVQUAL
	for what, good := range map[string]string{
		"one":             form("1,20,400", "1,24,576", "1,4,16"),
		"two":             form("2,40,800", "2,40,802", "2,0,2"),
		"no expectations": form("0,0,0", "1,28,784", "0,0,0"),
		"different ones":  form("2,40,800", "2,40,802", "1,-5,25"),
	} {
		if err := s.UnmarshalJSON([]byte(good)); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	before := must(s.MarshalBinary())
	for what, bad := range map[string]string{
		"a sum of none":              form("0,1,1", "0,0,0", "0,0,0"),
		"squares of none":            form("0,0,2", "0,0,0", "0,0,0"),
		"below the scale":            form("1,3,9", "0,0,0", "0,0,0"),
		"above the scale":            form("0,0,0", "1,29,841", "0,0,0"),
		"squares too small":          form("1,20,398", "0,0,0", "0,0,0"),
		"squares too large":          form("2,8,34", "0,0,0", "0,0,0"),
		"odd and even":               form("2,40,801", "0,0,0", "0,0,0"),
		"a gap without perceptions":  form("1,20,400", "0,0,0", "1,0,0"),
		"a gap without expectations": form("0,0,0", "1,20,400", "1,0,0"),
		"a gap too wide":             form("1,4,16", "1,28,784", "1,25,625"),
		"another gap":                form("1,20,400", "1,24,576", "1,5,25"),
		"a gap wider than any":       form("2,8,32", "2,56,1568", "1,25,625"),
		"more than may be":           form("0,0,0", "1000000000001,4000000000004,16000000000016", "0,0,0"),
		"squares below the sum":      form("10,44,194", "0,0,0", "0,0,0"),
		"two numbers":                form("1,20", "1,24,576", "1,4,16"),
		"a very low sum":             form("1,20,400", "1,24,576", "1,-9223372036854775808,16"),
		"very many squares":          form("1,20,9223372036854775807", "1,24,576", "1,4,16"),
		"the order":                  strings.Replace(form("0,0,0", "0,0,0", "0,0,0"), "tangibles", "empathy", 1),
		"a dimension too few":        strings.Replace(form("0,0,0", "0,0,0", "0,0,0"), `{"dimension":"tangibles","expected":[0,0,0],"perceived":[0,0,0],"gap":[0,0,0]},`, "", 1),
		"no such dimension":          strings.Replace(form("0,0,0", "0,0,0", "0,0,0"), "tangibles", "intangibles", 1),
	} {
		damaged(t, what, s.UnmarshalJSON([]byte(bad)), &s, before)
	}
}

// TestSheetJSON: a sheet comes back as it was, and one that is not whole is refused and changes nothing.
func TestSheetJSON(t *testing.T) {
	var sheet survey.Sheet
	for i := range survey.Items {
		sheet.Expected[i], sheet.Perceived[i] = i%8, 7-i%8
	}
	text := string(must(json.Marshal(sheet)))
	var back survey.Sheet
	if err := json.Unmarshal([]byte(text), &back); err != nil || back != sheet {
		t.Fatalf("%s comes back as %+v, %v", text, back, err)
	}
	expected, perceived, _ := strings.Cut(text, `,"perceived"`)
	perceived = `{"perceived"` + perceived
	if err := json.Unmarshal([]byte(perceived), &back); err != nil || back.Expected != [survey.Items]int{} || back.Perceived != sheet.Perceived {
		t.Errorf("%s is %+v, %v", perceived, back, err)
	}
	kept := back
	for name, bad := range map[string]string{
		"only expected": expected + "}", "21 answers": strings.Replace(text, "[0,", "[", 1), "23 answers": strings.Replace(text, "[0,", "[0,0,", 1),
		"an 8": strings.Replace(text, "[0,", "[8,", 1), "a half": strings.Replace(text, "[0,", "[0.5,", 1),
		"another field": strings.Replace(text, "{", `{"age":3,`, 1), "nothing": "{}", "null": "null", "a name in capitals": strings.Replace(text, "expected", "Expected", 1),
	} {
		if err := back.UnmarshalJSON([]byte(bad)); !errors.Is(err, survey.ErrDecode) || back != kept {
			t.Errorf("%s: %v", name, err)
		}
	}
}

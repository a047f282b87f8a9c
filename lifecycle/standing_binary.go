package lifecycle

// AppendBinary implements encoding.BinaryAppender: the version, and then what follows the version in the binary forms of [State] and of
// [Facts]. A standing of nothing takes 3 bytes, a usual one 40 to 80. What is said there of stages, of equal values and of errors holds
// here.
func (s Standing[S]) AppendBinary(dst []byte) ([]byte, error) {
	const form = "standing binary"
	if err := s.State.storable(form); err != nil {
		return nil, err
	}
	if err := s.Facts.storable(form); err != nil {
		return nil, err
	}
	return s.Facts.append(s.State.append(append(dst, standingVersion))), nil
}

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (s Standing[S]) MarshalBinary() ([]byte, error) { return s.AppendBinary(make([]byte, 0, 128)) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler, as strictly as [State] and [Facts] do. After an error, a [*DecodeError] that
// wraps [ErrDecode], s is as it was.
func (s *Standing[S]) UnmarshalBinary(data []byte) error {
	var read Standing[S]
	r := binaryReader{data: data}
	r.version()
	read.State.read(&r)
	read.Facts.read(&r)
	if err := r.end("standing binary"); err != nil {
		return err
	}
	*s = read
	return nil
}

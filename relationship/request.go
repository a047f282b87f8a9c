package relationship

import "time"

// Request is one side asking the other for an answer. It stays open until a [Reply]. It is an [Event] and an immutable value.
type Request struct {
	occurrence
	channel Channel
	purpose Purpose
}

var _ Event = Request{}

// RequestConfig says what a request is made of.
type RequestConfig struct {
	// ID is the caller's own name for the request. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who asks. Required.
	Actor Actor
	// Channel is the way on which it came. Required.
	Channel Channel
	// Purpose is what it is for. Required.
	Purpose Purpose
}

// NewRequest checks everything and returns the request. The error joins all faults; each wraps [ErrInvalid].
func NewRequest(cfg RequestConfig) (Request, error) {
	r := Request{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Channel, cfg.Purpose,
	}
	f := faults{place: "request"}
	r.check(&f)
	return checked(r, f)
}

func (r *Request) check(f *faults) {
	r.occurrence.check(f, said)
	known(f, "channel", r.channel, channelNames)
	known(f, "purpose", r.purpose, purposeNames)
}

func (r *Request) slots(s *slots) {
	s.choice("channel", (*uint8)(&r.channel), channelNames, required)
	s.choice("purpose", (*uint8)(&r.purpose), purposeNames, required)
}

// Channel returns the way on which it happened.
func (r Request) Channel() Channel { return r.channel }

// Purpose returns what it is for.
func (r Request) Purpose() Purpose { return r.purpose }

// Equal reports whether both are the same in every field.
func (r Request) Equal(o Request) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Request) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventRequest) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a request. After an error r is as it was.
func (r *Request) UnmarshalJSON(data []byte) error { return loadEvent(r, EventRequest, data) }

// Reply is the answer to a [Request]. It repeats the request's instant and channel, so that the time taken is known from it alone. It is an
// [Event] and an immutable value.
type Reply struct {
	occurrence
	request     EventID
	requestedAt time.Time
	channel     Channel
}

var _ Event = Reply{}

// ReplyConfig says what a reply is made of.
type ReplyConfig struct {
	// ID is the caller's own name for the reply. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who replies. Required.
	Actor Actor
	// Request is the id of the request. Required.
	Request EventID
	// RequestedAt is the instant of that request, not after this one. Required.
	RequestedAt time.Time
	// Channel is the channel of that request. Required.
	Channel Channel
}

// NewReply checks everything and returns the reply. The error joins all faults; each wraps [ErrInvalid].
func NewReply(cfg ReplyConfig) (Reply, error) {
	r := Reply{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Request, cfg.RequestedAt, cfg.Channel,
	}
	f := faults{place: "reply"}
	r.check(&f)
	return checked(r, f)
}

func (r *Reply) check(f *faults) {
	r.occurrence.check(f, said)
	f.refOther("request", r.request, r.id)
	f.before("requested at", &r.requestedAt, r.at)
	known(f, "channel", r.channel, channelNames)
}

func (r *Reply) slots(s *slots) {
	s.add("request", &r.request, required)
	s.add("requested_at", &r.requestedAt, required)
	s.choice("channel", (*uint8)(&r.channel), channelNames, required)
}

// Request returns the id of the request.
func (r Reply) Request() EventID { return r.request }

// RequestedAt returns the instant of the request.
func (r Reply) RequestedAt() time.Time { return r.requestedAt }

// Channel returns the channel of the request.
func (r Reply) Channel() Channel { return r.channel }

// Latency returns how long the reply took: no less than 0, and the longest Duration if it took longer than that.
func (r Reply) Latency() time.Duration { return r.at.Sub(r.requestedAt) }

// Equal reports whether both are the same in every field.
func (r Reply) Equal(o Reply) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Reply) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventReply) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a reply. After an error r is as it was.
func (r *Reply) UnmarshalJSON(data []byte) error { return loadEvent(r, EventReply, data) }

package relationship

// Channel is the way on which parties meet. The zero value is unset and not valid.
type Channel uint8

// The channels.
const (
	// ChannelMail is paper by post.
	ChannelMail Channel = iota + 1
	// ChannelPhone is a call.
	ChannelPhone
	// ChannelEmail is electronic mail.
	ChannelEmail
	// ChannelChat is a conversation in writing, at once.
	ChannelChat
	// ChannelText is a message to a telephone.
	ChannelText
	// ChannelWeb is a page or a form.
	ChannelWeb
	// ChannelApp is a program of the party's own device.
	ChannelApp
	// ChannelSocial is a social network.
	ChannelSocial
	// ChannelInPerson is a meeting or a shop.
	ChannelInPerson
	// ChannelTender is a formal invitation to offer, and the answer to one.
	ChannelTender
	// ChannelOther is any other way.
	ChannelOther
)

var channelNames = []string{"", "mail", "phone", "e-mail", "chat", "text-message", "web", "app", "social", "in-person", "tender", "other"}

// Channels returns all channels in order, as a fresh slice.
func Channels() []Channel { return enumAll[Channel](channelNames) }

// ParseChannel reads what [Channel.String] writes, such as "e-mail".
func ParseChannel(text string) (Channel, error) {
	return enumParse[Channel]("channel", channelNames, text)
}

// IsValid reports whether c is one of the constants.
func (c Channel) IsValid() bool { return enumValid(channelNames, c) }

// String returns the name that [ParseChannel] reads.
func (c Channel) String() string { return enumName("Channel", channelNames, c) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a channel that is not valid has none.
func (c Channel) MarshalText() ([]byte, error) { return enumText("channel", channelNames, c) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error c is as it was.
func (c *Channel) UnmarshalText(text []byte) error { return enumSet(c, "channel", channelNames, text) }

// Method is one of the four methods by which relationship marketing reaches a party. The zero value is unset and not valid.
type Method uint8

// The methods.
const (
	// MethodDirectMailAndTelephone is mail and calls to a list.
	MethodDirectMailAndTelephone Method = iota + 1
	// MethodDirectMarketing is an offer to one person, with a measured answer.
	MethodDirectMarketing
	// MethodDatabaseMarketing is an offer chosen from what is known of the party.
	MethodDatabaseMarketing
	// MethodCRM is a contact within the care for the whole relationship.
	MethodCRM
)

var methodNames = []string{"", "direct-mail-and-telephone", "direct-marketing", "database-marketing", "crm"}

// Methods returns all methods in order, as a fresh slice.
func Methods() []Method { return enumAll[Method](methodNames) }

// ParseMethod reads what [Method.String] writes, such as "crm".
func ParseMethod(text string) (Method, error) { return enumParse[Method]("method", methodNames, text) }

// IsValid reports whether m is one of the constants.
func (m Method) IsValid() bool { return enumValid(methodNames, m) }

// String returns the name that [ParseMethod] reads.
func (m Method) String() string { return enumName("Method", methodNames, m) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a method that is not valid has none.
func (m Method) MarshalText() ([]byte, error) { return enumText("method", methodNames, m) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error m is as it was.
func (m *Method) UnmarshalText(text []byte) error { return enumSet(m, "method", methodNames, text) }

// Purpose is what a contact or a request is for. The zero value is unset and not valid.
type Purpose uint8

// The purposes.
const (
	// PurposeOffer is to sell or to buy.
	PurposeOffer Purpose = iota + 1
	// PurposeService is to help with what was sold.
	PurposeService
	// PurposeInformation is to tell or to ask.
	PurposeInformation
	// PurposeFeedback is to hear what the other side thinks.
	PurposeFeedback
	// PurposeFollowUp is to ask after a sale how it meets expectations.
	PurposeFollowUp
	// PurposeSuggestion is to propose a better use or an improvement.
	PurposeSuggestion
	// PurposeSocial is to be on good terms.
	PurposeSocial
	// PurposeJointWork is to plan or to develop together.
	PurposeJointWork
)

var purposeNames = []string{"", "offer", "service", "information", "feedback", "follow-up", "suggestion", "social", "joint-work"}

// Purposes returns all purposes in order, as a fresh slice.
func Purposes() []Purpose { return enumAll[Purpose](purposeNames) }

// ParsePurpose reads what [Purpose.String] writes, such as "follow-up".
func ParsePurpose(text string) (Purpose, error) {
	return enumParse[Purpose]("purpose", purposeNames, text)
}

// IsValid reports whether p is one of the constants.
func (p Purpose) IsValid() bool { return enumValid(purposeNames, p) }

// String returns the name that [ParsePurpose] reads.
func (p Purpose) String() string { return enumName("Purpose", purposeNames, p) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a purpose that is not valid has none.
func (p Purpose) MarshalText() ([]byte, error) { return enumText("purpose", purposeNames, p) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error p is as it was.
func (p *Purpose) UnmarshalText(text []byte) error { return enumSet(p, "purpose", purposeNames, text) }

package relationship

// methodTraits is what is to be known of a method.
type methodTraits struct {
	twoWay, longTerm, needsDatabase, personal bool
}

// traitsOfMethods is indexed by Method.
var traitsOfMethods = []methodTraits{
	MethodDirectMailAndTelephone: {},
	MethodDirectMarketing:        {twoWay: true, personal: true},
	MethodDatabaseMarketing:      {longTerm: true, needsDatabase: true, personal: true},
	MethodCRM:                    {twoWay: true, longTerm: true, needsDatabase: true, personal: true},
}

// traits returns what is to be known of m; nothing of a method that is not valid.
func (m Method) traits() methodTraits {
	if !m.IsValid() {
		return methodTraits{}
	}
	return traitsOfMethods[m]
}

// TwoWay reports whether the party's answer belongs to the method: it does to direct marketing, which measures it, and to CRM.
//
// The traits of the methods are our reading of their names. A method that is not valid has none.
//
//	method                     two-way  long-term  needs a database  personal
//
//	direct-mail-and-telephone  no       no         no                no
//	direct-marketing           yes      no         no                yes
//	database-marketing         no       yes        yes               yes
//	crm                        yes      yes        yes               yes
func (m Method) TwoWay() bool { return m.traits().twoWay }

// LongTerm reports whether the method looks beyond the next sale: database marketing and CRM do.
func (m Method) LongTerm() bool { return m.traits().longTerm }

// NeedsDatabase reports whether the method cannot do without a record of each party: database marketing and CRM cannot; for the others a
// list of addresses is enough.
func (m Method) NeedsDatabase() bool { return m.traits().needsDatabase }

// Personal reports whether the method speaks to one person rather than to all on a list: all do but mail and telephone.
func (m Method) Personal() bool { return m.traits().personal }

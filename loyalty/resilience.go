package loyalty

// Resilience returns what one full failure of weight 1 would leave of the mean, from 0 to 1: (κ+n)/(κ+n+1), for the evidence
// of mass n and the prior of strength κ. A strong base survives a mistake: after nothing known it leaves 2/3, after thirty
// observations 32/33.
//
// Laws: the mean after one Against(1) is the mean before times the resilience; it rises with the evidence, whatever that says,
// falls as it fades, and never reaches 1.
func (p Posterior) Resilience() float64 {
	all := p.base().Strength + p.Mass()
	return all / (all + 1)
}

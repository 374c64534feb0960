package cms

import "lotse/workflow"

// HasEffect tells tests whether an effect is carried out.
func HasEffect(e workflow.Effect) bool { return effects[e] != nil }

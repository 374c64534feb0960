package webhook

// For tests of the signature and of the notes about pauses.
var (
	Signature      = signature
	Pause          = pause
	PatternProblem = patternProblem
	Matches        = matches
)

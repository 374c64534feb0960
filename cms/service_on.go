package cms

import "lotse/internal/command"

// On returns the service on another connection. On a transaction every command becomes a savepoint of
// it: what an import puts together (a batch of lines, the note how far it came) commits together or not
// at all.
func (s *Service) On(db DB) *Service {
	on := *s
	on.db, on.commands = db, &command.Runner{DB: db, Jobs: s.commands.Jobs}
	return &on
}

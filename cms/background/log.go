package background

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// errorHandler logs failed jobs by kind and id. Arguments never stand in the log.
type errorHandler struct {
	log *slog.Logger
}

var _ river.ErrorHandler = (*errorHandler)(nil)

// HandleError logs an error. The last attempt is an error of ours, earlier ones a warning.
func (h *errorHandler) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level := slog.LevelWarn
	if job.Attempt >= job.MaxAttempts {
		level = slog.LevelError
	}
	h.log.LogAttrs(ctx, level, "job failed", append(jobAttrs(job), slog.Any("error", err))...)
	return nil
}

// HandlePanic logs a panic with its trace, but only the type of what was thrown: that may hold anything.
func (h *errorHandler) HandlePanic(ctx context.Context, job *rivertype.JobRow, thrown any, trace string) *river.ErrorHandlerResult {
	attrs := append(jobAttrs(job), slog.String("thrown", fmt.Sprintf("%T", thrown)), slog.String("trace", trace))
	if err, ok := thrown.(error); ok {
		attrs = append(attrs, slog.Any("error", err))
	}
	h.log.LogAttrs(ctx, slog.LevelError, "job panicked", attrs...)
	return nil
}

func jobAttrs(job *rivertype.JobRow) []slog.Attr {
	return []slog.Attr{
		slog.String("job_kind", job.Kind), slog.Int64("job_id", job.ID),
		slog.Int("attempt", job.Attempt), slog.Int("max_attempts", job.MaxAttempts),
	}
}

// quiet is River's own logger: warnings and errors only. That a job failed is said by errorHandler.
func quiet(log *slog.Logger) *slog.Logger {
	if log == nil {
		log = slog.Default()
	}
	return slog.New(riverHandler{log.Handler()})
}

// riverHandler passes on River's warnings and errors, without the value of a panic.
type riverHandler struct{ slog.Handler }

// Enabled implements slog.Handler.
func (h riverHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h riverHandler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		if a.Key != "panic_val" {
			clean.AddAttrs(a)
		}
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

// WithAttrs implements slog.Handler.
func (h riverHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return riverHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h riverHandler) WithGroup(name string) slog.Handler {
	return riverHandler{h.Handler.WithGroup(name)}
}

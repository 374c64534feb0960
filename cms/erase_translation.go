package cms

// What people said around translations, and what others said naming them: questions, answers, notes of requests, reasons
// for giving a text back, notes of terms.
const (
	sqlQuestionsNaming = `
select id, question || ' ' || excerpt as text, coalesce(asked_by = @id, false) as own
from translation_questions
where asked_by = @id
   or question ilike any(@patterns)
   or excerpt ilike any(@patterns)
for update`

	sqlEraseQuestions = `
update translation_questions
set question = '',
    excerpt = ''
where id = any(@ids)`

	sqlQuestionAnswersNaming = `
select id, answer as text, coalesce(answered_by = @id, false) as own
from translation_questions
where answered_by = @id
   or answer ilike any(@patterns)
for update`

	sqlEraseQuestionAnswers = `
update translation_questions
set answer = ''
where id = any(@ids)`

	sqlRequestsNaming = `
select id, title || ' ' || note as text, coalesce(created_by = @id, false) as own
from translation_requests
where created_by = @id
   or title ilike any(@patterns)
   or note ilike any(@patterns)
for update`

	sqlEraseRequests = `
update translation_requests
set title = '',
    note = ''
where id = any(@ids)`

	sqlRefusalsNaming = `
select id, remark as text, coalesce(assignee = @id, false) as own
from translation_items
where remark <> ''
  and (assignee = @id or remark ilike any(@patterns))
for update`

	sqlEraseRefusals = `
update translation_items
set remark = ''
where id = any(@ids)`

	sqlTermsNaming = `
select id, note as text, false as own
from glossary_terms
where note ilike any(@patterns)
  and @id::uuid is not null
for update`

	sqlEraseTerms = `
update glossary_terms
set note = ''
where id = any(@ids)`
)

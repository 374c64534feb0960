package upkeep

// The statements of the retention list. Each deletes at most @limit rows and returns their number. Rows that
// somebody else holds are left for the next day; a row that changes meanwhile has a new ctid and stays.

const sqlDropSessions = `
with gone as (
    delete from sessions
    where ctid = any(array(
        select ctid
        from sessions
        where expires_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropMailLinks = `
with gone as (
    delete from mail_links
    where ctid = any(array(
        select ctid
        from mail_links
        where expires_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropTokens = `
with gone as (
    delete from tokens
    where ctid = any(array(
        select ctid
        from tokens
        where least(revoked_at, expires_at) < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropSiteKeys = `
with gone as (
    delete from site_keys
    where ctid = any(array(
        select ctid
        from site_keys
        where least(revoked_at, expires_at) < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropPreviews = `
with gone as (
    delete from previews
    where ctid = any(array(
        select ctid
        from previews
        where least(revoked_at, expires_at) < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropThrottle = `
with gone as (
    delete from throttle
    where ctid = any(array(
        select ctid
        from throttle
        where window_start < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropIdempotencyKeys = `
with gone as (
    delete from idempotency_keys
    where ctid = any(array(
        select ctid
        from idempotency_keys
        where created_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropOutbox = `
with gone as (
    delete from outbox
    where ctid = any(array(
        select ctid
        from outbox
        where created_at < lotse.now() - @keep::interval
          and (sent_at is not null or failed_at is not null)
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropImports = `
with gone as (
    delete from imports
    where ctid = any(array(
        select ctid
        from imports
        where updated_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropOccurrences = `
with gone as (
    delete from occurrences
    where ctid = any(array(
        select ctid
        from occurrences
        where ends_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropReviews = `
with gone as (
    delete from reviews
    where ctid = any(array(
        select ctid
        from reviews
        where closed_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropReleases = `
with gone as (
    delete from releases
    where ctid = any(array(
        select ctid
        from releases
        where ended_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropRemarks = `
with gone as (
    delete from remarks
    where ctid = any(array(
        select ctid
        from remarks
        where created_at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropActivity = `
with gone as (
    delete from activity
    where ctid = any(array(
        select ctid
        from activity
        where at < lotse.now() - @keep::interval
        limit @limit
        for update skip locked))
    returning 1
)
select count(*) from gone`

// A site learns that an item is gone from its line in the feed. Lines of what expired but was not yet
// recorded as such are still to change, and those of suspended organisations come back without being
// written anew. What the newest deleted line was stands in settings: a cursor before it has missed deletions.
const sqlDropFeed = `
with gone as (
    delete from feed
    where ctid = any(array(
        select f.ctid
        from feed f
        where f.changed_at < lotse.now() - @keep::interval
          and not exists (select from public_items p where p.entry_id = f.entry_id and p.locale = f.locale)
          and not exists (select from organisations o where o.id = f.organisation_id and o.suspended_at is not null)
          and not exists (
              select from entries e
              where e.id = f.entry_id
                and e.expires_at <= lotse.now()
                and e.expired_at is null)
        limit @limit
        for update of f skip locked))
    returning xid
), noted as (
    insert into settings (key, value)
    select 'feed_horizon', xid::text
    from gone
    order by xid desc
    limit 1
    on conflict (key) do update
    set value = excluded.value
    where excluded.value::xid8 > settings.value::xid8
)
select count(*) from gone`

const sqlDropWebhookMessages = `
with gone as (
    delete from webhook_messages
    where ctid = any(array(
        select m.ctid
        from webhook_messages m
        where m.created_at < lotse.now() - @keep::interval
          and not exists (select from webhook_deliveries d where d.message_id = m.id and d.state = 'pending')
        limit @limit
        for update of m skip locked))
    returning 1
)
select count(*) from gone`

// What a line has left longer ago than anybody's cursor, nobody needs to be told of. Cursors from before have
// missed it: settings say so, as with lines.
const sqlDropFeedLeft = `
with gone as (
    delete from feed_left
    where ctid = any(array(
        select ctid
        from feed_left
        where left_at < lotse.now() - @keep::interval
        order by left_at
        limit @limit
        for update skip locked))
    returning xid
), noted as (
    insert into settings (key, value)
    select 'feed_horizon', xid::text
    from gone
    order by xid desc
    limit 1
    on conflict (key) do update
    set value = excluded.value
    where excluded.value::xid8 > settings.value::xid8
)
select count(*) from gone`

const sqlDropRevisions = `
with gone as (
    delete from revisions
    where ctid = any(array(
        select r.ctid
        from revisions r
        join variants v on v.id = r.variant_id
        where r.reason = 'writer'
          and r.created_at < lotse.now() - @keep::interval
          and r.id is distinct from v.base_revision
          and r.id is distinct from v.pending_revision
          and r.id is distinct from v.live_revision
          and not exists (select from reviews w where w.revision_id = r.id)
          and not exists (select from release_members m where m.revision_id = r.id)
        limit @limit
        for update of r skip locked))
    returning 1
)
select count(*) from gone`

const sqlDropTranslationItems = `
with gone as (
    delete from translation_items
    where id in (
        select id
        from translation_items
        where state in ('done', 'refused', 'failed', 'cancelled')
          and changed_at < lotse.now() - @keep::interval
        order by changed_at
        limit @limit)
    returning 1
)
select count(*) from gone`

const sqlDropTranslationRequests = `
with gone as (
    delete from translation_requests
    where id in (
        select r.id
        from translation_requests r
        where r.created_at < lotse.now() - @keep::interval
          and r.rule_id is null
          and not exists (select from translation_items i where i.request_id = r.id)
        order by r.created_at
        limit @limit)
    returning 1
)
select count(*) from gone`

const sqlDropTranslationMemory = `
with gone as (
    delete from translation_memory
    where id in (
        select id
        from translation_memory
        where used_at < lotse.now() - @keep::interval
        order by used_at
        limit @limit)
    returning 1
)
select count(*) from gone`

const sqlDropTranslationQuestions = `
with gone as (
    delete from translation_questions
    where id in (
        select id
        from translation_questions
        where answered_at < lotse.now() - @keep::interval
        order by asked_at
        limit @limit)
    returning 1
)
select count(*) from gone`

const sqlDropSourceSegments = `
with gone as (
    delete from source_segments
    where hash in (
        select s.hash
        from source_segments s
        where s.used_at < lotse.now() - @keep::interval
          and not exists (select from translation_links l where l.source_hash = s.hash)
        order by s.used_at
        limit @limit)
    returning 1
)
select count(*) from gone`

package query

// sqlSync reads a page. One statement, so that horizon, lines and states come from one snapshot.
//
// Lines are in the order of their transactions' ids, which is not that in which they commit: so only those
// below the oldest transaction that is still running can be trusted to be all. The part s walks the index; for
// each line that the filter can take, p is what is public of it now. A line that takes the scan to its end is
// returned in any case, because the next page begins behind it.
const sqlSync = `
select m.epoch, m.identity, m.known, m.dropped, m.xmax, m.last_xid, m.last_id, m.last_locale, m.organisation, m.category,
       coalesce(r.xid, ''), coalesce(r.entry_id, ''), coalesce(r.type, ''), coalesce(r.locale, ''), coalesce(r.state, ''),
       coalesce(r.version, ''), coalesce(r.item, ''), coalesce(r.ends, '')
from (
    select coalesce((select value from settings where key = 'feed_epoch'), '') as epoch,
           coalesce((select value from settings where key = 'feed_identity'), '') as known,
           coalesce((select value from settings where key = 'feed_horizon'), '0') as dropped,
           (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/' ||
               (select oid from pg_database where datname = current_database()) as identity,
           pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
           coalesce(e.xid::text, '0') as last_xid, coalesce(e.entry_id::text, '') as last_id, coalesce(e.locale, '') as last_locale,
           coalesce(@organisation::text, (
               select o.id::text
               from organisations o
               where (o.slug = @organisation_name::text or o.id = @organisation_id::uuid)
                 and exists (select from feed f where f.organisation_id = o.id)), '') as organisation,
           coalesce(@category::text, (
               select p.entry_id::text
               from public_items p
               where p.type = 'category'
                 and p.entry_id = any(array(
                     select n.entry_id from slugs n where n.type = 'category' and n.slug = @category_name::text
                     union all
                     select c.id from entries c where c.id = @category_id::uuid))` + scopeCondition + `
               limit 1), '') as category
    from (select) as one
    left join lateral (
        select f.xid, f.entry_id, f.locale
        from feed f
        where f.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by f.xid desc, f.entry_id desc, f.locale desc
        limit 1) e on true
) m
left join lateral (
    select s.n, s.xid::text, s.entry_id::text, s.type, s.locale, c.state, p.version, case when c.state = 'upsert' then p.item end as item,
           case when s.n = @scan then 'scan' end as ends
    from (
        select f.xid, f.entry_id, f.locale, f.type, f.scopes, row_number() over (order by f.xid, f.entry_id, f.locale) as n
        from feed f
        where (f.xid, f.entry_id, f.locale) > (@xid::text::xid8, @id::uuid, @locale::text)
          and f.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by f.xid, f.entry_id, f.locale
        limit @scan
    ) s
    left join lateral (
        select p.organisation_id, p.filters, p.item, encode(substring(p.hash from 1 for 8), 'hex') as version, true as public,
               (true` + scopeCondition + `) as inside
        from public_items p
        where p.entry_id = s.entry_id
          and p.locale = s.locale
          and (@types::text[] is null or s.type = any(@types::text[]))
          and (@locales::text[] is null or s.locale = any(@locales::text[]))
        limit 1
    ) p on true
    cross join lateral (
        select case
            when not ((@types::text[] is null or s.type = any(@types::text[])) and (@locales::text[] is null or s.locale = any(@locales::text[]))
                 and (@scope_types::text[] is null or s.type = any(@scope_types)) and (@scope_locales::text[] is null or s.locale = any(@scope_locales))) then null
            when p.public and p.inside
                 and (@organisation_name::text is null or p.organisation_id::text = m.organisation)
                 and (@category_name::text is null or p.filters @> jsonb_build_object('categories', jsonb_build_array(m.category)))
                 and (@area::text is null or s.scopes ? ('area:' || @area::text)) then 'upsert'
            when s.xid <= @until::text::xid8 then null
            when not (
                 (@organisation_name::text is null or s.scopes ? ('organisation:' || m.organisation) or exists (
                      select from feed_left l where l.entry_id = s.entry_id and l.locale = s.locale and l.scope = 'organisation:' || m.organisation))
                 and (@category_name::text is null or s.scopes ? ('category:' || m.category) or exists (
                      select from feed_left l where l.entry_id = s.entry_id and l.locale = s.locale and l.scope = 'category:' || m.category))
                 and (@area::text is null or s.scopes ? ('area:' || @area::text) or exists (
                      select from feed_left l where l.entry_id = s.entry_id and l.locale = s.locale and l.scope = 'area:' || @area::text))` + feedScopeCondition + `) then null
            when p.public then 'out_of_scope'
            else coalesce((
                 select case when e.expires_at <= lotse.now() then 'expired' else 'withdrawn' end
                 from entries e
                 where e.id = s.entry_id), 'deleted')
            end as state
    ) c
    where c.state is not null or s.n = @scan
    order by s.xid, s.entry_id, s.locale
    limit @limit
) r on true
order by r.n`

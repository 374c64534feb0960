-- +goose Up
-- A webhook of a site hears of what the site may read, and goes with it: without the site it would hear of everything.

-- Until now nobody checked whether there is such a site; what heard of everything goes on doing so.
update webhook_endpoints e
set site_id = null
where site_id is not null
  and not exists (select from sites s where s.id = e.site_id);
alter table webhook_endpoints
    add constraint webhook_endpoints_site_id_fkey foreign key (site_id) references sites (id) on delete cascade;
create index webhook_endpoints_by_site on webhook_endpoints (site_id);

-- The categories of an item when it was last told of, so that a site learns that it has left the site's.
alter table webhook_announced add column categories text[] not null default '{}';
update webhook_announced a
set categories = array(select jsonb_array_elements_text(p.filters -> 'categories'))
from publications p
where p.entry_id = a.entry_id
  and p.locale = a.locale
  and jsonb_typeof(p.filters -> 'categories') = 'array';

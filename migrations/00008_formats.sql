-- +goose Up
-- HSDS gives every service at a location an id. It is made of the two ids, here and in Go alike
-- (cms/formats, PairID), and found again by this index.

create function lotse.pair_id(service uuid, location uuid) returns uuid
    language sql immutable strict parallel safe
return overlay(overlay(left(encode(sha256(uuid_send(service) || uuid_send(location)), 'hex'), 32) placing '8' from 13) placing '8' from 17)::uuid;

create index entry_references_by_pair on entry_references (lotse.pair_id(entry_id, target_id)) where field = 'places';

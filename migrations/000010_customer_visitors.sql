-- What the host site's signed identity says of a visitor, and what their browser says of language and time zone.
alter table visitors add column facts jsonb not null default '{}';

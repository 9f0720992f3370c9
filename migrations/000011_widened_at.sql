-- A clock that widens brings the step that is next at that instant, not the first ones whatever has passed.
alter table queue_entries add column widened_at timestamptz[] not null default '{}';
update queue_entries set widened_at = array_fill(since_at, array[widened]) where widened > 0;
alter table queue_entries drop column widened;

-- Deleted, and not all of it erased yet: a private channel without members, whose name nobody knows. Its head says how much is left.
alter table channel add column ending boolean not null default false;
create index channel_ending on channel (id) where ending;

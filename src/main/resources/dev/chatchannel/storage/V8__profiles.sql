-- In which language and time zone people want to be served; empty where they did not say.

alter table account add column language text not null default '';
alter table account add column time_zone text not null default '';

-- Tokens of programs: with a name, an end, and what they are good for. No scopes at all: a browser's session, good for everything.

alter table token add column name text not null default '';
alter table token add column scopes text not null default '';
alter table token add column expires bigint;

-- SQL that SQLite and PostgreSQL both run. Never edited after a release: changes come as V2, V3, …
-- Ids are sortable, 26 characters. Times are milliseconds since 1970, UTC.

create table channel (
    id    text   not null primary key,
    name  text   not null unique,
    epoch text   not null,
    head  bigint not null
);

create table event (
    channel   text   not null references channel (id),
    "offset"  bigint not null,
    kind      text   not null,
    author    text   not null,
    client_id text,
    time      bigint not null,
    body      text   not null,
    primary key (channel, "offset")
);

create unique index event_once on event (author, client_id) where client_id is not null;

create table file (
    id      text   not null primary key,
    channel text   not null references channel (id),
    type    text   not null,
    size    bigint not null,
    content bytea  not null
);

create table account (
    id       text   not null primary key,
    kind     text   not null,
    name     text   not null,
    skeleton text   not null unique,
    created  bigint not null,
    seen     bigint not null
);

create table token (
    hash    text   not null primary key,
    account text   not null references account (id),
    created bigint not null,
    used    bigint not null
);

create index token_by_account on token (account);

-- Accounts with passwords, the links that make them, and what administrators did.

alter table account add column password text;
alter table account add column deactivated bigint;
alter table account add column address text not null default '';

alter table token add column device text not null default '';
alter table token add column address text not null default '';

create table link (
    hash    text   not null primary key,
    kind    text   not null,
    account text   references account (id),
    uses    bigint not null,
    expires bigint not null,
    creator text   not null,
    created bigint not null
);

create table audit (
    id     text   not null primary key,
    time   bigint not null,
    actor  text   not null,
    name   text   not null,
    action text   not null,
    target text   not null
);

-- Edits, deletions, reactions, topics and members, as events of the same log.
-- Nothing that was said is copied or read here: it stays in event.body, and message holds only what differs since.

alter table channel add column topic text not null default '';

alter table event add column target bigint;

create table message (
    channel  text   not null,
    "offset" bigint not null,
    text     text,
    edited   bigint,
    deleted  bigint,
    primary key (channel, "offset"),
    foreign key (channel, "offset") references event (channel, "offset")
);

create table reaction (
    channel  text   not null,
    "offset" bigint not null,
    reaction text   not null,
    account  text   not null,
    time     bigint not null,
    primary key (channel, "offset", reaction, account),
    foreign key (channel, "offset") references event (channel, "offset")
);

create table member (
    channel text   not null references channel (id),
    account text   not null,
    since   bigint not null,
    primary key (channel, account)
);

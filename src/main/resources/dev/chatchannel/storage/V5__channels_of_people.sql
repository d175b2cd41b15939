-- Channels with a kind, a title and members with roles. What was there before is public and open to guests, as it was.

alter table channel add column kind text not null default 'public';
alter table channel add column title text not null default '';
alter table channel add column guests boolean not null default true;
alter table channel add column archived bigint;
alter table channel add column slow integer not null default 0;
alter table channel add column creator text;
alter table channel add column people text;

create unique index channel_of_people on channel (people) where people is not null;

alter table member add column role text not null default 'member';

create index member_by_account on member (account);

create table restraint (
    channel     text    not null references channel (id),
    account     text    not null,
    muted_until bigint  not null default 0,
    banned      boolean not null default false,
    primary key (channel, account)
);

create table spoke (
    channel text   not null references channel (id),
    account text   not null,
    time    bigint not null,
    primary key (channel, account)
);

-- What administrators set while the place runs, from where no guest is let in, and more of what was done, where, and how.

create table place (
    id           integer not null primary key check (id = 1),
    version      bigint  not null,
    name         text    not null,
    guests       boolean not null,
    sign_up      text    not null,
    edit_seconds bigint  not null
);

insert into place (id, version, name, guests, sign_up, edit_seconds) values (1, 0, 'Chat Channel', true, 'invite', 0);

create table address_ban (
    network text   not null primary key,
    until   bigint,
    actor   text   not null,
    name    text   not null,
    kind    text   not null,
    time    bigint not null
);

alter table audit add column detail text not null default '';
alter table audit add column channel text;
alter table audit add column private boolean not null default false;

-- The nodes that live: each counts on every few seconds, and takes its row away when it stops.
create table node (
    name text primary key,
    host text not null,
    connections bigint not null,
    beats bigint not null
);

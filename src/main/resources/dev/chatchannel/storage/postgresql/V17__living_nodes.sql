-- The nodes that live: each counts on every few seconds, and takes its row away when it stops.
create table node (
    name text collate "C" primary key,
    host text collate "C" not null,
    connections bigint not null,
    beats bigint not null
);

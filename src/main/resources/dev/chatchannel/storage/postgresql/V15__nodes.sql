-- Who this place is: one row. Its nodes, and nobody else, know what seals their talk.
create table identity (
    one integer primary key check (one = 1),
    id text collate "C" not null,
    seal text collate "C" not null
);

-- What one node tells the others, and what must arrive: the newest few thousand. Numbers follow each other in the order of commits.
create table signal (
    number bigint primary key,
    name text collate "C" not null,
    words text collate "C" not null
);

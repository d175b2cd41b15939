-- Who this place is: one row. Its nodes, and nobody else, know what seals their talk.
create table identity (
    one integer primary key check (one = 1),
    id text not null,
    seal text not null
);

-- What one node tells the others, and what must arrive: the newest few thousand. Numbers follow each other in the order of commits.
create table signal (
    number bigint primary key,
    name text not null,
    words text not null
);

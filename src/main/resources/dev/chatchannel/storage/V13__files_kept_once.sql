-- Files are kept once for all that have the same in them, in parts; and people have pictures.
-- What was kept before stays whole, as one part each, under a hash that no new content can have.

create table content (
    id     text    not null primary key,
    hash   text    unique,
    type   text    not null,
    size   bigint  not null,
    width  integer not null,
    height integer not null,
    begun  bigint  not null
);

create table content_part (
    content  text   not null references content (id),
    "offset" bigint not null,
    bytes    bytea  not null,
    primary key (content, "offset")
);

create table thumbnail (
    content text  not null primary key references content (id),
    type    text  not null,
    bytes   bytea not null
);

alter table file rename to file_before;

create table file (
    id       text    not null primary key,
    channel  text    not null references channel (id),
    uploader text    not null,
    content  text    not null references content (id),
    name     text    not null,
    posted   boolean not null,
    created  bigint  not null
);

insert into content (id, hash, type, size, width, height, begun)
    select id, 'before-' || id, type, size, 0, 0, 0 from file_before;

insert into content_part (content, "offset", bytes)
    select id, 0, content from file_before;

insert into file (id, channel, uploader, content, name, posted, created)
    select id, channel, '', id, '', true, 0 from file_before;

drop table file_before;

create index file_by_content on file (content);
create index file_by_channel on file (channel);
create index file_not_posted on file (uploader) where not posted;

create table avatar (
    account text  not null primary key references account (id),
    hash    text  not null,
    type    text  not null,
    bytes   bytea not null
);

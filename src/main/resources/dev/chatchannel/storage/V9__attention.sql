-- How far people have read a channel, and what of it they want to be told. Who never said has no row, or null.

create table attention (
    channel   text    not null references channel (id),
    account   text    not null,
    mark      bigint,
    notify    text,
    favourite boolean not null default false,
    primary key (channel, account)
);

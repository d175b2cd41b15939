-- Replies: a message whose target is the message that it answers. How many there are, so that nobody counts them one by one.

create table thread (
    channel    text   not null,
    "offset"   bigint not null,
    replies    bigint not null,
    last_reply bigint not null,
    primary key (channel, "offset"),
    foreign key (channel, "offset") references event (channel, "offset")
);

create index event_reply on event (channel, target, "offset") where kind = 'message' and target is not null;

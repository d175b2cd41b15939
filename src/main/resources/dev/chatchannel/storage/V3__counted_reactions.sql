-- How many people have each reaction to a message, so that nobody counts them one by one.

create table reaction_count (
    channel  text   not null,
    "offset" bigint not null,
    reaction text   not null,
    people   bigint not null,
    primary key (channel, "offset", reaction),
    foreign key (channel, "offset") references event (channel, "offset")
);

insert into reaction_count (channel, "offset", reaction, people)
    select channel, "offset", reaction, count(*) from reaction group by channel, "offset", reaction;

-- What was said, by its words: PostgreSQL's form of V14. Our own program makes the tokens; words has them in order, between spaces, tokens has each once.
-- search_entry refers to no channel, because what was said in a deleted one may be taken out after it.

create table search_entry (
    id       bigint   not null primary key,
    channel  text     not null,
    "offset" bigint   not null,
    words    text     not null,
    tokens   tsvector not null
);

create unique index search_entry_of_message on search_entry (channel, "offset");

create index search_entry_by_token on search_entry using gin (tokens);

create table search_progress (
    channel  text   not null primary key,
    "offset" bigint not null
);

-- Texts are in the order of their bytes, as in SQLite, whatever language the database was made for: pages go on behind the last id or name.

do $$
declare
    text_column record;
begin
    for text_column in
        select table_name, column_name from information_schema.columns
         where table_schema = current_schema() and data_type = 'text' and table_name not like 'flyway%'
    loop
        execute format('alter table %I alter column %I type text collate "C"', text_column.table_name, text_column.column_name);
    end loop;
end
$$;

-- What was said, by its words. search_words is SQLite's own (FTS5): PostgreSQL has a column of tsvector ('simple') and a GIN index there.
-- Our own program makes the tokens and puts a space between them, so the tokenizer need not know more: everything beyond ASCII is a letter to it.
-- search_entry holds the tokens as they were put in: taking them out needs exactly these. It refers to no channel, because what was said in
-- a deleted one may be taken out after it.

create table search_entry (
    id       integer not null primary key,
    channel  text    not null,
    "offset" bigint  not null,
    words    text    not null,
    marks    text    not null
);

create unique index search_entry_of_message on search_entry (channel, "offset");

create virtual table search_words using fts5 (
    words, marks, content = 'search_entry', content_rowid = 'id', tokenize = 'ascii', columnsize = 0, prefix = '1 2 3'
);

insert into search_words (search_words, rank) values ('secure-delete', 1);

create table search_progress (
    channel  text   not null primary key,
    "offset" bigint not null
);

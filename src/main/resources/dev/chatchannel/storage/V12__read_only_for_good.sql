-- Who may only read stays so when they leave and join again.

alter table restraint add column read_only boolean not null default false;

insert into restraint (channel, account, read_only)
    select channel, account, true from member where role = 'read_only'
    on conflict (channel, account) do update set read_only = true;

-- Who said it: that node has done it already. Nobody is called by no name.
alter table signal add column node text not null default '';

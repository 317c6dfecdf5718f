-- depends: 002_roles, 004_gone
ALTER TABLE users RENAME TO people;
CREATE INDEX ix_people_email ON people (email);

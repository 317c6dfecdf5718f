-- migrate:up
CREATE TABLE posts (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id));
CREATE TABLE tags (id integer PRIMARY KEY, word text NOT NULL);
ALTER TABLE users ADD COLUMN name text;

-- migrate:down
DROP TABLE posts;
ALTER TABLE users DROP COLUMN name;

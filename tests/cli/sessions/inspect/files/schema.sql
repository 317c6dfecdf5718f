CREATE TABLE users ( -- People.
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE -- Where we reach them.
);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  title TEXT NOT NULL
);

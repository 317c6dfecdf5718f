-- A small lending library.

CREATE TABLE authors ( -- People who write books.
    id   INTEGER PRIMARY KEY, -- Counted up by SQLite.
    name TEXT NOT NULL, -- As printed on the cover.
    born DATE -- Empty when nobody knows.
);

CREATE TABLE books ( -- One copy on the shelf; a title held twice has two rows.
    id        INTEGER PRIMARY KEY, -- Counted up by SQLite.
    author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE RESTRICT, -- Who wrote it.
    isbn      VARCHAR(13) NOT NULL CHECK (length(isbn) = 13), -- International number, digits only.
    title     TEXT NOT NULL, -- As printed on the cover.
    price     DECIMAL(8, 2) NOT NULL DEFAULT 0 -- What a lost copy costs.
);

CREATE INDEX books_by_author ON books (author_id, title);

CREATE TABLE loans ( -- A book that somebody took home.
    id          INTEGER PRIMARY KEY, -- Counted up by SQLite.
    book_id     INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE, -- What was taken.
    borrower    TEXT NOT NULL, -- Name on the card.
    taken_on    DATE NOT NULL DEFAULT CURRENT_DATE, -- First day.
    returned_on DATE CHECK (returned_on >= taken_on) -- Last day; empty while it is out.
);

CREATE UNIQUE INDEX loans_open ON loans (book_id) WHERE returned_on IS NULL;

-- migrate:up transaction:false
CREATE TABLE parts (id INTEGER PRIMARY KEY);
INSERT INTO parts VALUES (1);
INSERT INTO parts VALUES ('one');
INSERT INTO parts VALUES (3);

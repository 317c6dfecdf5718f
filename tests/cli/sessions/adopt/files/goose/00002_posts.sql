-- +goose Up
CREATE TABLE posts (id INTEGER PRIMARY KEY);
-- +goose Down
DROP TABLE posts;

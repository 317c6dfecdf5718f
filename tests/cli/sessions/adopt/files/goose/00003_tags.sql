-- +goose Up
CREATE TABLE tags (id INTEGER PRIMARY KEY);
-- +goose Down
DROP TABLE tags;

CREATE TABLE users (id INTEGER PRIMARY KEY);
CREATE TABLE "schema_migrations" (version varchar(255) NOT NULL PRIMARY KEY);
INSERT INTO schema_migrations (version) VALUES ('20240101000000');

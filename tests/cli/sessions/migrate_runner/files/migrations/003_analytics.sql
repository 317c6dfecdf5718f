CREATE TABLE analytics (id bigint PRIMARY KEY);

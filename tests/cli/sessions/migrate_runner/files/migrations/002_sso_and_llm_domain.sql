CREATE TABLE sso (id bigint PRIMARY KEY);

-- Migration 001: Who may sign in
-- Author: Ann Example

-- ============ IDENTITY DOMAIN ============

-- People who can sign in.
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL  -- Where we reach them.
);
-- What people may do.
CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT);

-- ============ SALES DOMAIN ============

CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users);
CREATE TABLE order_items (order_id INTEGER REFERENCES orders, what TEXT);

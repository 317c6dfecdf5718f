-- migrate:up
CREATE INDEX ix_posts_user ON posts (user_id);

-- aggregates: user_id bigint, count bigint, states bigint, sum bigint, avg numeric, max text, min timestamp without time zone, array_agg bigint[], string_agg text, bool_or boolean, json_agg json, hot bigint
-- reads posts (id, user_id, title, likes, published_at, state)
SELECT
    user_id,
    count(*),
    count(DISTINCT state) AS states,
    sum(likes),
    avg(likes),
    max(title),
    min(published_at),
    array_agg(id ORDER BY id),
    string_agg(title, ', ' ORDER BY title),
    bool_or(likes > 1),
    json_agg(title),
    count(*) FILTER (WHERE likes > 5) AS hot
FROM posts
GROUP BY user_id;

-- aliases: user_id bigint, name character varying(80), lower text, up text
-- reads users (id, name)
SELECT id AS user_id, name, lower(name), upper(name) AS up
FROM users;

-- all_any: id bigint
-- reads posts (user_id), users (id, name)
SELECT id
FROM users
WHERE id > ALL (SELECT user_id FROM posts) OR id <> ANY (SELECT user_id FROM posts) OR name = ANY ('{a,b}');

-- arrays: first text, two text[], n integer, more text[], has boolean, cardinality integer
-- reads users (tags)
SELECT
    tags[1] AS first,
    tags[1:2] AS two,
    array_length(tags, 1) AS n,
    tags || 'x'::text AS more,
    'a' = ANY (tags) AS has,
    cardinality(tags)
FROM users;

-- char_column: source character(3), same boolean, more text
-- reads crm.leads (source)
SELECT source, source = 'abc' AS same, source || 'x' AS more
FROM crm.leads;

-- checked: id bigint, active boolean
-- reads users (id, active)
SELECT id, active
FROM users
WHERE active;

-- choices: a numeric, b real, c text, d integer, e text, f numeric, g text
-- reads posts (user_id, title, likes), users (id, name, active, balance, score)
SELECT
    COALESCE(users.balance, 0) AS a,
    COALESCE(users.score, 0) AS b,
    NULLIF(users.name, '') AS c,
    GREATEST(posts.likes, 5) AS d,
    CASE WHEN users.active THEN 'yes' ELSE 'no' END AS e,
    CASE WHEN users.active THEN users.balance END AS f,
    COALESCE(posts.title, users.name, 'x') AS g
FROM users
JOIN posts ON posts.user_id = users.id;

-- comma_join: id bigint, title text
-- reads posts (user_id, title, state), users (id)
SELECT u.id, p.title
FROM users u,
    posts p
WHERE u.id = p.user_id AND p.state IN ('draft', 'live');

-- composite: street text, zip character varying(10), name character varying(80)
-- reads users (name, home)
SELECT (home).street, (home).zip, name
FROM users u;

-- correlated: id bigint, n bigint
-- reads posts (user_id, likes), users (id)
SELECT id, (SELECT count(*) FROM posts WHERE user_id = users.id) AS n
FROM users
WHERE EXISTS (SELECT 1 FROM posts p WHERE user_id = users.id AND likes > 3);

-- cross_join: id bigint, node integer
-- reads nodes (id), users (id)
SELECT u.id, n.id AS node
FROM users u
CROSS JOIN nodes n;

-- cte: name character varying(80), n bigint
-- reads posts (id, user_id, title, body, likes, published_at, state), users (id, name)
WITH recent AS (
    SELECT id, user_id, title, body, likes, published_at, state
    FROM posts
    WHERE published_at > now() - '7 days'::interval
)
SELECT u.name, count(r.id) AS n
FROM users u
JOIN recent r ON r.user_id = u.id
GROUP BY u.name
HAVING count(r.id) > 1
ORDER BY n DESC, u.name;

-- cte_columns: a bigint, b character varying(80)
-- reads users (id, name)
WITH t(a, b) AS MATERIALIZED (
    SELECT id, name
    FROM users
)
SELECT a, b
FROM t;

-- cte_same: id bigint
-- reads users (id)
WITH u AS (
    SELECT id
    FROM users users_1
)
SELECT users.id
FROM users
JOIN u ON u.id = users.id;

-- distinct_from: id bigint
-- reads posts (id, title, body)
SELECT id
FROM posts
WHERE title IS DISTINCT FROM body;

-- distinct_on: user_id bigint, title text, published_at timestamp without time zone
-- reads posts (user_id, title, published_at)
SELECT DISTINCT ON (user_id) user_id, title, published_at
FROM posts
ORDER BY user_id, published_at DESC;

-- domains: mail email, l text, loud text, c text
-- reads users (mail)
SELECT mail, lower(mail) AS l, mail || '!' AS loud, COALESCE(mail, 'none') AS c
FROM users
WHERE mail LIKE '%x%';

-- enums: id bigint, mood mood, fine boolean, n integer
-- reads users (id, mood)
SELECT
    id,
    mood,
    mood = 'ok' AS fine,
    CASE mood WHEN 'sad' THEN 0 ELSE 1 END AS n
FROM users
WHERE mood IN ('ok', 'happy') AND mood <> 'sad';

-- exists_star: id bigint
-- reads posts (id, user_id, title, body, likes, published_at, state), users (id)
SELECT id
FROM users u
WHERE NOT EXISTS (SELECT * FROM posts p WHERE user_id = u.id);

-- expand_composite: id bigint, street text, zip character varying(10)
-- reads users (id, home)
SELECT id, (home).street, (home).zip
FROM users;

-- filter_in: id bigint
-- reads posts (id, user_id, likes, state)
SELECT id
FROM posts
WHERE user_id IN (1, 2, 3) AND state NOT IN ('x', 'y') AND likes = 1;

-- full_using: id integer
-- reads nodes (id), crm.leads (id)
SELECT id
FROM nodes
FULL JOIN crm.leads USING (id);

-- group_expr: name text, n bigint
-- reads users (name)
SELECT lower(name) AS name, count(*) AS n
FROM users
GROUP BY lower(name)
ORDER BY n DESC;

-- group_position: month timestamp with time zone, count bigint
-- reads users (created_at)
SELECT date_trunc('month', created_at) AS month, count(*)
FROM users
GROUP BY month
ORDER BY month DESC;

-- group_sets: user_id bigint, state character varying(20), sum bigint
-- reads posts (user_id, likes, state)
SELECT user_id, state, sum(likes)
FROM posts
GROUP BY ROLLUP (user_id, state);

-- intersection: id bigint
-- reads users (id), crm.leads (user_id)
SELECT id
FROM users
INTERSECT
SELECT user_id
FROM crm.leads;

-- intervals: a timestamp with time zone, b interval minute, c interval
-- reads users (created_at)
SELECT
    created_at + '1 day 02:00:00' AS a,
    '01:30:00'::interval minute AS b,
    '02:00:00'::interval * 2 AS c
FROM users;

-- json_each: id bigint, key text, value text
-- reads users (id, data)
SELECT u.id, e.key, e.value
FROM users u,
    jsonb_each_text(u.data) e;

-- json_table: a integer, b character varying(5)
-- reads users (data)
SELECT x.a, x.b
FROM users u,
    jsonb_to_recordset(u.data) x(a integer, b character varying(5));

-- jsonb: a text, b jsonb, n integer, p text, l integer, has boolean, o jsonb
-- reads users (id, name, data)
SELECT
    data ->> 'a' AS a,
    data -> 'b' AS b,
    (data ->> 'n')::integer AS n,
    data #>> '{x,y}' AS p,
    jsonb_array_length(data -> 'l') AS l,
    data @> '{"a": 1}' AS has,
    jsonb_build_object('id', id, 'name', name) AS o
FROM users;

-- lateral_function: id bigint, t text
-- reads users (id, tags)
SELECT u.id, t.t
FROM users u,
    unnest(u.tags) t;

-- lateral_query: id bigint, title text
-- reads posts (user_id, title, published_at), users (id)
SELECT u.id, last.title
FROM users u
LEFT JOIN LATERAL (
    SELECT title
    FROM posts p
    WHERE user_id = u.id
    ORDER BY published_at DESC NULLS LAST
    LIMIT 1
) last ON true;

-- limits: id bigint
-- reads users (id)
SELECT id
FROM users
ORDER BY id
LIMIT 3 OFFSET 2;

-- named_columns: a bigint, b character varying(80)
-- reads users (id, name)
SELECT id AS a, name AS b
FROM users;

-- natural_full: id integer, parent_id integer, label text, value double precision
-- reads nodes (id, parent_id, label), crm.leads (id, value)
SELECT id, nodes.parent_id, nodes.label, leads.value
FROM nodes
FULL JOIN (
    SELECT id, value
    FROM crm.leads leads_1
) leads USING (id);

-- natural_join: id bigint, name character varying(80), value double precision
-- reads users (id, name), crm.leads (id, value)
SELECT users.id, users.name, l.value
FROM users
LEFT JOIN (
    SELECT id::bigint, value
    FROM crm.leads
) l USING (id);

-- nested_join: id bigint, post bigint
-- reads posts (id, user_id), users (id), crm.leads (user_id)
SELECT u.id, p.id AS post
FROM users u
LEFT JOIN (posts p JOIN crm.leads l ON l.user_id = p.user_id) ON p.user_id = u.id;

-- no_from: one integer, t text, n text, b boolean, a integer[]
-- reads nothing
SELECT 1 AS one, 'x' AS t, NULL AS n, true AS b, ARRAY[1, 2] AS a;

-- not_in: id bigint
-- reads posts (user_id, title), users (id, name)
SELECT id
FROM users
WHERE id NOT IN (SELECT user_id FROM posts WHERE user_id IS NOT NULL)
    AND name = ANY (ARRAY(SELECT title FROM posts));

-- odd_names: Odd Name integer, order integer, Id integer
-- reads crm.leads (id, Odd Name)
SELECT "Odd Name", "Odd Name" + 1 AS "order", id AS "Id"
FROM crm.leads l;

-- only_table: id bigint
-- reads users (id)
SELECT id
FROM ONLY users;

-- operators: a bigint, b numeric, c integer, d integer, e integer, f text, g boolean, h boolean, i boolean, j boolean, k double precision, l text, m boolean
-- reads posts (id, title, body, likes, state)
SELECT
    id + 1 AS a,
    id * 1.5 AS b,
    likes / 2 AS c,
    likes % 2 AS d,
    -likes AS e,
    title || ' ' || body AS f,
    title ~* 'a' AS g,
    NOT (likes > 1) AS h,
    likes >= 1 AND likes <= 5 AS i,
    title IS NULL AS j,
    likes::double precision / 2 AS k,
    title || likes AS l,
    state ILIKE 'a%' AS m
FROM posts;

-- order_trap: name text
-- reads users (name)
SELECT lower(name) AS name
FROM users
ORDER BY users.name;

-- ordinality: id bigint, tag text, n bigint
-- reads users (id, tags)
SELECT u.id, t.tag, t.n
FROM users u
CROSS JOIN unnest(u.tags) WITH ORDINALITY t(tag, n);

-- out_function: total bigint, mean numeric
-- reads nothing
SELECT total, mean
FROM stats('2026-01-01');

-- percentiles: median double precision, usual character varying
-- reads posts (likes, state)
SELECT
    percentile_cont(0.5) WITHIN GROUP (ORDER BY likes) AS median,
    mode() WITHIN GROUP (ORDER BY state) AS usual
FROM posts;

-- polymorphic: a bigint, b character varying
-- reads users (id, name)
SELECT pick(id, 1::bigint) AS a, pick(name, 'x') AS b
FROM users;

-- qualified_star: id bigint, name character varying(80), mail email, mood mood, active boolean, tags text[], data jsonb, home address, balance numeric(12,2), score real, created_at timestamp with time zone, born date, posts bigint
-- reads posts (id, user_id), users (id, name, mail, mood, active, tags, data, home, balance, score, created_at, born)
SELECT
    u.id,
    u.name,
    u.mail,
    u.mood,
    u.active,
    u.tags,
    u.data,
    u.home,
    u.balance,
    u.score,
    u.created_at,
    u.born,
    count(p.id) AS posts
FROM users u
LEFT JOIN posts p ON p.user_id = u.id
GROUP BY u.id;

-- quoted: A "b" text, broken text, letter text
-- reads nodes ()
SELECT 'it''s' AS "A ""b""", 'line
break' AS broken, 'é' AS letter
FROM nodes;

-- recursive: id integer, parent_id integer, label text, depth integer, path integer[]
-- reads nodes (id, parent_id, label)
WITH RECURSIVE tree AS (
    SELECT id, parent_id, label, 1 AS depth, ARRAY[id] AS path
    FROM nodes
    WHERE parent_id IS NULL
    UNION ALL
    SELECT n.id, n.parent_id, n.label, t.depth + 1, t.path || n.id
    FROM nodes n
    JOIN tree t ON t.id = n.parent_id
)
SELECT id, parent_id, label, depth, path
FROM tree;

-- renamed_table: a integer, b integer
-- reads nodes (id, parent_id)
SELECT a, b
FROM nodes n(a, b, label);

-- right_using: id integer, user_id bigint, label text
-- reads nodes (id, label), crm.leads (id, user_id)
SELECT leads.id, leads.user_id, nodes.label
FROM nodes
RIGHT JOIN crm.leads USING (id);

-- row_comparison: id bigint
-- reads posts (id, user_id, likes)
SELECT id
FROM posts
WHERE user_id = 1 AND likes = 2;

-- same_name: id bigint
-- reads users (id, active)
SELECT id
FROM users
WHERE id IN (SELECT id FROM users users_1 WHERE active);

-- series: day date
-- reads nothing
SELECT day::date
FROM generate_series('2026-01-01'::date, '2026-12-31'::date, '1 day') day;

-- set_function: title text, likes integer
-- reads posts (title, likes)
SELECT title, likes
FROM user_posts(1);

-- star: id bigint, name character varying(80), mail email, mood mood, active boolean, tags text[], data jsonb, home address, balance numeric(12,2), score real, created_at timestamp with time zone, born date
-- reads users (id, name, mail, mood, active, tags, data, home, balance, score, created_at, born)
SELECT
    id,
    name,
    mail,
    mood,
    active,
    tags,
    data,
    home,
    balance,
    score,
    created_at,
    born
FROM users;

-- stored: user_id bigint, n bigint
-- reads posts (user_id)
SELECT user_id, count(*) AS n
FROM posts
GROUP BY user_id;

-- subquery_aliases: a bigint, b character varying(80)
-- reads users (id, name)
SELECT a, b
FROM (
    SELECT id, name
    FROM users
) s(a, b);

-- subquery_from: n bigint
-- reads posts (user_id)
SELECT n
FROM (
    SELECT count(*) AS n
    FROM posts
    GROUP BY user_id
) s
WHERE n > 10;

-- sums: a numeric, b bigint, c numeric, d numeric
-- reads posts (id, likes)
SELECT sum(id) AS a, sum(likes) AS b, sum(likes::bigint) AS c, avg(id) AS d
FROM posts;

-- sums_two: a numeric, b real, c double precision, d numeric, e numeric, f numeric
-- reads users (balance, score)
SELECT
    sum(balance) AS a,
    sum(score) AS b,
    avg(score) AS c,
    max(balance) AS d,
    round(avg(balance), 2) AS e,
    round(sum(score)::numeric, 2) AS f
FROM users;

-- system: relname name, nspname name
-- reads nothing
SELECT c.relname, n.nspname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p');

-- table_function: title text, n bigint
-- reads nothing
SELECT title, n
FROM titles() t;

-- texts: a text, b text, c text, d text, e text, f text, g text, length integer, p integer, md5 text, l boolean
-- reads users (id, name)
SELECT
    concat(name, ' ', id) AS a,
    format('%s', name) AS b,
    SUBSTRING(name FROM 1 FOR 3) AS c,
    TRIM(BOTH FROM name) AS d,
    left(name, 2) AS e,
    split_part(name, ' ', 1) AS f,
    regexp_replace(name, 'a', 'b') AS g,
    length(name),
    POSITION('a' IN name) AS p,
    md5(name),
    name LIKE 'a%' AS l
FROM users;

-- ties: id bigint
-- reads users (id, balance)
SELECT id
FROM users
ORDER BY balance DESC
FETCH FIRST 3 ROWS WITH TIES;

-- times: y numeric, d date, utc timestamp without time zone, age interval, since interval, next date, days integer, later timestamp with time zone, today date, t text
-- reads users (created_at, born)
SELECT
    EXTRACT(year FROM created_at) AS y,
    created_at::date AS d,
    created_at AT TIME ZONE 'UTC' AS utc,
    age(created_at),
    now() - created_at AS since,
    born + 1 AS next,
    born - born AS days,
    created_at + '1 mon' AS later,
    CURRENT_DATE AS today,
    to_char(created_at, 'YYYY') AS t
FROM users;

-- typmods: name character varying(80), balance numeric(12,2), short character varying(10), plain numeric, one character varying(80), c character varying(80), d character varying(80), m text
-- reads users (name, active, balance)
SELECT
    name,
    balance,
    name::character varying(10) AS short,
    balance::numeric AS plain,
    (SELECT name FROM users users_1 LIMIT 1) AS one,
    COALESCE(name, name) AS c,
    CASE WHEN active THEN name ELSE name END AS d,
    max(name) OVER () AS m
FROM users;

-- union_enum: mood mood
-- reads users (mood)
SELECT mood
FROM users
UNION
SELECT 'sad';

-- union_nested: id bigint
-- reads posts (id, user_id), users (id)
SELECT id
FROM users
UNION
(
    SELECT id
    FROM posts
    EXCEPT
    SELECT user_id
    FROM posts
)
ORDER BY id
LIMIT 5;

-- union_types: id bigint, label character varying, extra integer, kind text
-- reads posts (id, title, likes), users (id, name)
SELECT id, name AS label, NULL AS extra, 'user' AS kind
FROM users
UNION ALL
SELECT id, title, likes, 'post'
FROM posts
ORDER BY label;

-- unnamed: ?column? text, now timestamp with time zone, count bigint, case integer, coalesce character varying, name text, x bigint
-- reads users (name)
SELECT
    'a',
    now(),
    count(*),
    CASE WHEN true THEN 1 END,
    COALESCE(name, ''),
    name::text,
    1::bigint AS x
FROM users
GROUP BY name;

-- using_join: id bigint, source character(3), name character varying(80)
-- reads users (id, name), crm.leads (id, source)
SELECT u.id, l.source, u.name
FROM users u
JOIN crm.leads l USING (id);

-- values_from: id integer, name text
-- reads nothing
SELECT id, name
FROM (
    VALUES (1, 'a'), (2, NULL)
) v(id, name);

-- values_view: column1 integer, column2 text
-- reads nothing
VALUES (1, 'a'), (2, 'b');

-- views_on_views: id bigint, posts bigint
-- reads qualified_star (id, posts)
SELECT id, posts
FROM qualified_star q
WHERE posts > 1;

-- whole_row: u users, j json, n bigint
-- reads users ()
SELECT u, row_to_json(u) AS j, count(u) OVER () AS n
FROM users u;

-- windows: id bigint, rank bigint, running bigint, previous text
-- reads posts (id, user_id, title, likes, published_at)
SELECT
    id,
    row_number() OVER (PARTITION BY user_id ORDER BY likes DESC) AS rank,
    sum(likes) OVER w AS running,
    lag(title, 1, 'none') OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS previous
FROM posts
WINDOW w AS (PARTITION BY user_id ORDER BY published_at);

-- Every awkward name, type and comment that SQLite lets a schema have. Nobody should write one like this;
-- all of it must still come out readable, linked and drawn.

-- Names ---------------------------------------------------------------------------------------------------------------

CREATE TABLE "two words" ( -- A blank in the name.
    id INTEGER PRIMARY KEY
);
CREATE TABLE "twin name" ( -- Differs from the next in white space only.
    id INTEGER PRIMARY KEY,
    "to two words" INTEGER REFERENCES "two words" (id)
);
CREATE TABLE "twin  name" ( -- Two blanks.
    id INTEGER PRIMARY KEY,
    "to twin name" INTEGER REFERENCES "twin name" (id)
);
CREATE TABLE "twin	name" ( -- A tab.
    id INTEGER PRIMARY KEY,
    "to twin  name" INTEGER REFERENCES "twin  name" (id)
);
CREATE TABLE "two
lines" ( -- A line break in the name.
    id INTEGER PRIMARY KEY,
    "to twin	name" INTEGER REFERENCES "twin	name" (id)
);
CREATE TABLE "dotted.name" ( -- Looks like a schema and a table.
    id INTEGER PRIMARY KEY,
    "to two
lines" INTEGER REFERENCES "two
lines" (id)
);
CREATE TABLE "ab" ( -- Has the anchor that a.b would have.
    id INTEGER PRIMARY KEY,
    "to dotted.name" INTEGER REFERENCES "dotted.name" (id)
);
CREATE TABLE "a.b" ( -- Has the anchor that ab has.
    id INTEGER PRIMARY KEY,
    "to ab" INTEGER REFERENCES "ab" (id)
);
CREATE TABLE "a-b" ( -- Differs in punctuation only.
    id INTEGER PRIMARY KEY,
    "to a.b" INTEGER REFERENCES "a.b" (id)
);
CREATE TABLE "a b" ( -- Differs in punctuation only.
    id INTEGER PRIMARY KEY,
    "to a-b" INTEGER REFERENCES "a-b" (id)
);
CREATE TABLE "a_b" ( -- Differs in punctuation only.
    id INTEGER PRIMARY KEY,
    "to a b" INTEGER REFERENCES "a b" (id)
);
CREATE TABLE "a/b" ( -- Differs in punctuation only; a path to some.
    id INTEGER PRIMARY KEY,
    "to a_b" INTEGER REFERENCES "a_b" (id)
);
CREATE TABLE "a+b" ( -- Differs in punctuation only.
    id INTEGER PRIMARY KEY,
    "to a/b" INTEGER REFERENCES "a/b" (id)
);
CREATE TABLE "say ""hi""" ( -- Double quotes.
    id INTEGER PRIMARY KEY,
    "to a+b" INTEGER REFERENCES "a+b" (id)
);
CREATE TABLE "it's" ( -- A single quote.
    id INTEGER PRIMARY KEY,
    "to say ""hi""" INTEGER REFERENCES "say ""hi""" (id)
);
CREATE TABLE "pipe|in|name" ( -- Pipes.
    id INTEGER PRIMARY KEY,
    "to it's" INTEGER REFERENCES "it's" (id)
);
CREATE TABLE "back`tick" ( -- A backtick.
    id INTEGER PRIMARY KEY,
    "to pipe|in|name" INTEGER REFERENCES "pipe|in|name" (id)
);
CREATE TABLE "``` fence" ( -- Three backticks.
    id INTEGER PRIMARY KEY,
    "to back`tick" INTEGER REFERENCES "back`tick" (id)
);
CREATE TABLE "back\slash" ( -- A backslash.
    id INTEGER PRIMARY KEY,
    "to ``` fence" INTEGER REFERENCES "``` fence" (id)
);
CREATE TABLE "ends\" ( -- A backslash at the end.
    id INTEGER PRIMARY KEY,
    "to back\slash" INTEGER REFERENCES "back\slash" (id)
);
CREATE TABLE "order" ( -- A reserved word.
    id INTEGER PRIMARY KEY,
    "to ends\" INTEGER REFERENCES "ends\" (id)
);
CREATE TABLE "select" ( -- A reserved word.
    id INTEGER PRIMARY KEY,
    "to order" INTEGER REFERENCES "order" (id)
);
CREATE TABLE "2fa_codes" ( -- A digit first.
    id INTEGER PRIMARY KEY,
    "to select" INTEGER REFERENCES "select" (id)
);
CREATE TABLE "123" ( -- Digits only.
    id INTEGER PRIMARY KEY,
    "to 2fa_codes" INTEGER REFERENCES "2fa_codes" (id)
);
CREATE TABLE "constructor" ( -- What every JavaScript object has.
    id INTEGER PRIMARY KEY,
    "to 123" INTEGER REFERENCES "123" (id)
);
CREATE TABLE "__proto__" ( -- What every JavaScript object has.
    id INTEGER PRIMARY KEY,
    "to constructor" INTEGER REFERENCES "constructor" (id)
);
CREATE TABLE "toString" ( -- What every JavaScript object has.
    id INTEGER PRIMARY KEY,
    "to __proto__" INTEGER REFERENCES "__proto__" (id)
);
CREATE TABLE "pk" ( -- Reads as a key mark.
    id INTEGER PRIMARY KEY,
    "to toString" INTEGER REFERENCES "toString" (id)
);
CREATE TABLE "FK" ( -- Reads as a key mark.
    id INTEGER PRIMARY KEY,
    "to pk" INTEGER REFERENCES "pk" (id)
);
CREATE TABLE "direction TB" ( -- A Mermaid statement.
    id INTEGER PRIMARY KEY,
    "to FK" INTEGER REFERENCES "FK" (id)
);
CREATE TABLE "end" ( -- A Mermaid word.
    id INTEGER PRIMARY KEY,
    "to direction TB" INTEGER REFERENCES "direction TB" (id)
);
CREATE TABLE "subgraph" ( -- A Mermaid word.
    id INTEGER PRIMARY KEY,
    "to end" INTEGER REFERENCES "end" (id)
);
CREATE TABLE "erDiagram" ( -- A Mermaid word.
    id INTEGER PRIMARY KEY,
    "to subgraph" INTEGER REFERENCES "subgraph" (id)
);
CREATE TABLE "%%{init: {}}%%" ( -- A Mermaid directive.
    id INTEGER PRIMARY KEY,
    "to erDiagram" INTEGER REFERENCES "erDiagram" (id)
);
CREATE TABLE "100% true" ( -- A percent sign.
    id INTEGER PRIMARY KEY,
    "to %%{init: {}}%%" INTEGER REFERENCES "%%{init: {}}%%" (id)
);
CREATE TABLE "<script>alert(1)</script>" ( -- HTML that must not run.
    id INTEGER PRIMARY KEY,
    "to 100% true" INTEGER REFERENCES "100% true" (id)
);
CREATE TABLE "&lt;entity&gt;" ( -- HTML entities that must not be decoded.
    id INTEGER PRIMARY KEY,
    "to <script>alert(1)</script>" INTEGER REFERENCES "<script>alert(1)</script>" (id)
);
CREATE TABLE "{{mustache}} {{{raw}}}" ( -- A template that must not be filled.
    id INTEGER PRIMARY KEY,
    "to &lt;entity&gt;" INTEGER REFERENCES "&lt;entity&gt;" (id)
);
CREATE TABLE "<!-- erdmark:keep mine -->" ( -- Looks like the start of a kept region.
    id INTEGER PRIMARY KEY,
    "to {{mustache}} {{{raw}}}" INTEGER REFERENCES "{{mustache}} {{{raw}}}" (id)
);
CREATE TABLE "a --> b" ( -- Would end an HTML comment.
    id INTEGER PRIMARY KEY,
    "to <!-- erdmark:keep mine -->" INTEGER REFERENCES "<!-- erdmark:keep mine -->" (id)
);
CREATE TABLE "*bold* _and_ ~~gone~~" ( -- Markdown emphasis.
    id INTEGER PRIMARY KEY,
    "to a --> b" INTEGER REFERENCES "a --> b" (id)
);
CREATE TABLE "[link](http://example.com)" ( -- A Markdown link.
    id INTEGER PRIMARY KEY,
    "to *bold* _and_ ~~gone~~" INTEGER REFERENCES "*bold* _and_ ~~gone~~" (id)
);
CREATE TABLE "# heading" ( -- A Markdown heading.
    id INTEGER PRIMARY KEY,
    "to [link](http://example.com)" INTEGER REFERENCES "[link](http://example.com)" (id)
);
CREATE TABLE "1) list" ( -- A Markdown list.
    id INTEGER PRIMARY KEY,
    "to # heading" INTEGER REFERENCES "# heading" (id)
);
CREATE TABLE "- item" ( -- A Markdown list.
    id INTEGER PRIMARY KEY,
    "to 1) list" INTEGER REFERENCES "1) list" (id)
);
CREATE TABLE "$x$ :smile: @someone #1" ( -- Mathematics, emoji, mentions and issues of GitHub.
    id INTEGER PRIMARY KEY,
    "to - item" INTEGER REFERENCES "- item" (id)
);
CREATE TABLE "www.example.com" ( -- A link without being asked.
    id INTEGER PRIMARY KEY,
    "to $x$ :smile: @someone #1" INTEGER REFERENCES "$x$ :smile: @someone #1" (id)
);
CREATE TABLE "_id_" ( -- Underscores at both ends.
    id INTEGER PRIMARY KEY,
    "to www.example.com" INTEGER REFERENCES "www.example.com" (id)
);
CREATE TABLE "---" ( -- A ruler.
    id INTEGER PRIMARY KEY,
    "to _id_" INTEGER REFERENCES "_id_" (id)
);
CREATE TABLE " " ( -- One blank.
    id INTEGER PRIMARY KEY,
    "to ---" INTEGER REFERENCES "---" (id)
);
CREATE TABLE "" ( -- No name at all.
    id INTEGER PRIMARY KEY,
    "to  " INTEGER REFERENCES " " (id)
);
CREATE TABLE "." ( -- A dot.
    id INTEGER PRIMARY KEY,
    "to " INTEGER REFERENCES "" (id)
);
CREATE TABLE "Çédille naïve" ( -- Accents.
    id INTEGER PRIMARY KEY,
    "to ." INTEGER REFERENCES "." (id)
);
CREATE TABLE "ÉTÉ" ( -- SQLite folds only ASCII letters.
    id INTEGER PRIMARY KEY,
    "to Çédille naïve" INTEGER REFERENCES "Çédille naïve" (id)
);
CREATE TABLE "été" ( -- Has the anchor of the one in capitals.
    id INTEGER PRIMARY KEY,
    "to ÉTÉ" INTEGER REFERENCES "ÉTÉ" (id)
);
CREATE TABLE "café" ( -- An accent that is a character of its own.
    id INTEGER PRIMARY KEY,
    "to été" INTEGER REFERENCES "été" (id)
);
CREATE TABLE "café" ( -- The same word, composed.
    id INTEGER PRIMARY KEY,
    "to café" INTEGER REFERENCES "café" (id)
);
CREATE TABLE "顧客" ( -- Chinese characters.
    id INTEGER PRIMARY KEY,
    "to café" INTEGER REFERENCES "café" (id)
);
CREATE TABLE "مستخدمون" ( -- From right to left.
    id INTEGER PRIMARY KEY,
    "to 顧客" INTEGER REFERENCES "顧客" (id)
);
CREATE TABLE "👩‍👩‍👧 family" ( -- Several characters that show as one.
    id INTEGER PRIMARY KEY,
    "to مستخدمون" INTEGER REFERENCES "مستخدمون" (id)
);
CREATE TABLE "zero​width" ( -- A character that does not show.
    id INTEGER PRIMARY KEY,
    "to 👩‍👩‍👧 family" INTEGER REFERENCES "👩‍👩‍👧 family" (id)
);
CREATE TABLE "bellname" ( -- A control character.
    id INTEGER PRIMARY KEY,
    "to zero​width" INTEGER REFERENCES "zero​width" (id)
);
CREATE TABLE "a_table_whose_name_goes_on_and_on_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_until_here" ( -- Longer than any column of a page.
    id INTEGER PRIMARY KEY,
    "to bellname" INTEGER REFERENCES "bellname" (id)
);

CREATE TABLE column_names ( -- The same and more as columns.
    id INTEGER PRIMARY KEY,
    "two words" TEXT,
    "twin name" TEXT,
    "twin  name" TEXT,
    "twin	name" TEXT,
    "two
lines" TEXT,
    "dotted.name" TEXT,
    "ab" TEXT,
    "a.b" TEXT,
    "a-b" TEXT,
    "a b" TEXT,
    "a_b" TEXT,
    "a/b" TEXT,
    "a+b" TEXT,
    "say ""hi""" TEXT,
    "it's" TEXT,
    "pipe|in|name" TEXT,
    "back`tick" TEXT,
    "``` fence" TEXT,
    "back\slash" TEXT,
    "ends\" TEXT,
    "order" TEXT,
    "select" TEXT,
    "2fa_codes" TEXT,
    "123" TEXT,
    "constructor" TEXT,
    "__proto__" TEXT,
    "toString" TEXT,
    "pk" TEXT,
    "FK" TEXT,
    "direction TB" TEXT,
    "end" TEXT,
    "subgraph" TEXT,
    "erDiagram" TEXT,
    "%%{init: {}}%%" TEXT,
    "100% true" TEXT,
    "<script>alert(1)</script>" TEXT,
    "&lt;entity&gt;" TEXT,
    "{{mustache}} {{{raw}}}" TEXT,
    "<!-- erdmark:keep mine -->" TEXT,
    "a --> b" TEXT,
    "*bold* _and_ ~~gone~~" TEXT,
    "[link](http://example.com)" TEXT,
    "# heading" TEXT,
    "1) list" TEXT,
    "- item" TEXT,
    "$x$ :smile: @someone #1" TEXT,
    "www.example.com" TEXT,
    "_id_" TEXT,
    "---" TEXT,
    " " TEXT,
    "" TEXT,
    "." TEXT,
    "Çédille naïve" TEXT,
    "ÉTÉ" TEXT,
    "café" TEXT,
    "café" TEXT,
    "顧客" TEXT,
    "مستخدمون" TEXT,
    "👩‍👩‍👧 family" TEXT,
    "zero​width" TEXT,
    "bellname" TEXT,
    "a_table_whose_name_goes_on_and_on_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_because_nobody_stopped_it_until_here" TEXT,
    "group" TEXT,
    "index" TEXT,
    "uk" TEXT,
    "pk-1" TEXT,
    "UK.x" TEXT,
    "null" TEXT,
    "true" TEXT,
    "column" TEXT,
    "type" TEXT,
    "," TEXT,
    ";" TEXT,
    ":" TEXT,
    "(" TEXT,
    ")" TEXT,
    "[]" TEXT,
    "{}" TEXT,
    """" TEXT,
    """""" TEXT,
    "'" TEXT,
    "`" TEXT,
    "\" TEXT,
    "|" TEXT,
    "||" TEXT,
    "\|" TEXT,
    "?" TEXT,
    "!" TEXT,
    "=" TEXT,
    "~" TEXT,
    "~~" TEXT,
    "^" TEXT,
    "@" TEXT,
    "#" TEXT,
    "#35;" TEXT,
    "#quot;" TEXT,
    "$" TEXT,
    "%" TEXT,
    "%%" TEXT,
    "&" TEXT,
    "&amp;" TEXT,
    "*" TEXT,
    "_" TEXT,
    "__" TEXT,
    "<br>" TEXT,
    "\n" TEXT,
    "NaN" TEXT,
    "undefined" TEXT,
    "hasOwnProperty" TEXT,
    "valueOf" TEXT,
    "title x" TEXT,
    "click x" TEXT,
    "classDef a" TEXT,
    "accTitle: x" TEXT,
    "fa:fa-user" TEXT,
    """"""":::x" TEXT,
    "٣" TEXT,
    "ñ" TEXT,
    "İ" TEXT,
    "ß" TEXT,
    "日付" TEXT,
    "تاريخ" TEXT,
    "🎉" TEXT,
    "á" TEXT,
    "‮override‬" TEXT,
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" TEXT
);

-- Comments ------------------------------------------------------------------------------------------------------------

CREATE TABLE comments ( /* A description of several lines:
  * one | with a pipe
  * one with `code`, **bold** and <b>HTML</b>

  and a last one. */
    id       INTEGER PRIMARY KEY, -- Plain words.
    html     TEXT, -- <script>alert("1")</script> <img src=x onerror=alert(1)> <!-- hidden --> &nbsp; &lt;
    pipes    TEXT, -- a | b || c \| d
    quotes   TEXT, -- "double" 'single' `back` ``two`` ```three```
    fence    TEXT, -- ``` ends a code block
    markdown TEXT, -- # heading, *em*, __strong__, [link](http://example.com "t"), ![image](x.png), ~~gone~~, 1. list
    lines    TEXT, /* first line
                      second line

                      fourth line */
    table_   TEXT, -- | a | b |
    arrows   TEXT, -- --> <-- ==> -.-> |text|
    keep     TEXT, -- <!-- erdmark:keep comments --> and <!-- /erdmark:keep -->
    mermaid  TEXT, -- users ||--o{ orders : "places" %% comment %%{init: {"theme": "dark"}}%% direction LR
    template TEXT, -- {{name}} {{{raw}}} {{#section}} {{/section}} {{> partial}} {{=<% %>=}}
    dollars  TEXT, -- $$x^2$$ and $`y`$ :tada: @someone #1 GH-1
    address  TEXT, -- https://example.com/?a=1&b=2 www.example.com someone@example.com
    percent  TEXT, -- 100 % of 50%
    slashes  TEXT, -- \ \\ \n \t C:\new\table
    braces   TEXT, -- { } [ ] ( ) < >
    unicode  TEXT, -- naïve 顧客 مستخدمون 👩‍👩‍👧 𝔘𝔫𝔦 zero​width ‮turned‬ ﬁ ½
    control  TEXT, -- bell: escape:[31m backspace: delete: next line: separator: 
    tilde    TEXT, -- ~ and ~ on one line
    proto    TEXT, -- constructor __proto__ toString
    rule     TEXT, -- =====================
    long     TEXT, -- A comment that goes on for much longer than a diagram can show, and a table cell should: it tells a story of a column that nobody dared to remove, in a table that nobody dared to rename, in a database that everybody was told would be replaced next year.
    empty    TEXT, --
    last     TEXT -- The last column has no comma behind it.
);

-- Types ---------------------------------------------------------------------------------------------------------------

CREATE TABLE types ( -- SQLite takes nearly any words for a type.
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    none,
    two        DOUBLE PRECISION,
    four       UNSIGNED BIG FAT INT,
    sized      VARCHAR(255),
    scaled     DECIMAL(10, 2),
    signed     NUMBER(+5, -2),
    words_size NATIVE CHARACTER(70),
    zoned      TIMESTAMP WITH TIME ZONE,
    quoted     "enum('a','b|c')",
    bracketed  [my type],
    ticked     `back``tick`,
    listed     "int[]",
    optional   "int?",
    dotted     "schema.type",
    html       "<b>type</b>",
    accents    "Größe",
    foreign_   "日付",
    digit      "2d",
    key_       "PK",
    percent    "100%",
    blank      " ",
    long       "a type whose name is much longer than any type ought to be, with commas, and | pipes"
);

CREATE TABLE defaults ( -- Defaults are expressions, and expressions hold anything.
    id     INTEGER PRIMARY KEY,
    pipe   TEXT NOT NULL DEFAULT '|',
    tick   TEXT NOT NULL DEFAULT '`',
    fence  TEXT DEFAULT '```',
    empty  TEXT DEFAULT '',
    blank  TEXT DEFAULT ' ',
    quote  TEXT DEFAULT 'it''s "so"',
    slash  TEXT DEFAULT '\',
    html   TEXT DEFAULT '<br>',
    lines  TEXT DEFAULT 'one
two',
    null_  TEXT DEFAULT NULL,
    number INTEGER DEFAULT -1,
    real_  REAL DEFAULT 1e-3,
    bytes  BLOB DEFAULT x'00ff',
    yes    BOOLEAN DEFAULT TRUE,
    now    DATETIME DEFAULT CURRENT_TIMESTAMP,
    called TEXT DEFAULT (strftime('%Y-%m-%d | %H:%M', 'now')),
    nested INTEGER DEFAULT ((1 + (2 * 3)) || '`|`')
);

-- Keys ----------------------------------------------------------------------------------------------------------------

CREATE TABLE tree ( -- Refers to itself twice.
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES tree ON DELETE CASCADE,
    merged_into_id INTEGER REFERENCES tree (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tree_links ( -- A junction of a table with itself.
    from_id INTEGER NOT NULL REFERENCES tree (id),
    to_id INTEGER NOT NULL REFERENCES tree (id),
    PRIMARY KEY (from_id, to_id)
) WITHOUT ROWID;

CREATE TABLE egg ( -- Needs a hen.
    id INTEGER PRIMARY KEY,
    hen_id INTEGER NOT NULL REFERENCES hen (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE hen ( -- Needs an egg.
    id INTEGER PRIMARY KEY,
    egg_id INTEGER NOT NULL UNIQUE REFERENCES egg (id)
);

CREATE TABLE composite ( -- A key of three columns, in an order of its own.
    a TEXT NOT NULL,
    "b c" TEXT NOT NULL,
    "d|e" TEXT NOT NULL COLLATE NOCASE,
    note TEXT,
    PRIMARY KEY ("d|e", a DESC, "b c"),
    CONSTRAINT "unique | `pair`" UNIQUE (a, note) ON CONFLICT REPLACE,
    CONSTRAINT "check ""that""" CHECK ("d|e" <> '|' AND a NOT LIKE '%`%')
);

CREATE TABLE composite_child ( -- Refers to all three, and to two that are only unique.
    id INTEGER PRIMARY KEY,
    d TEXT,
    a TEXT,
    "b c" TEXT,
    note TEXT,
    CONSTRAINT "to | composite" FOREIGN KEY (d, a, "b c") REFERENCES composite ON UPDATE CASCADE ON DELETE SET DEFAULT,
    FOREIGN KEY (a, note) REFERENCES composite (a, note) ON DELETE RESTRICT
);

CREATE TABLE orphan ( -- Refers to tables that do not exist.
    id INTEGER PRIMARY KEY,
    gone_id INTEGER REFERENCES gone (id),
    missing_id INTEGER REFERENCES "not | `there`",
    wrong_id INTEGER REFERENCES tree (no_such_column)
);

CREATE TABLE passport ( -- One to one by its primary key, and by a unique column.
    hen_id INTEGER PRIMARY KEY REFERENCES hen (id) ON DELETE CASCADE,
    stamp_id INTEGER UNIQUE REFERENCES stamp (id)
);

CREATE TABLE stamp ( -- One key named twice, and two keys between the same tables.
    id INTEGER PRIMARY KEY,
    issued_for INTEGER REFERENCES passport (hen_id),
    voided_by INTEGER REFERENCES passport (hen_id)
);

CREATE TABLE junction ( -- A junction with words of its own and a key over a unique pair.
    id INTEGER PRIMARY KEY,
    tree_id INTEGER NOT NULL REFERENCES tree (id) ON DELETE CASCADE,
    "two words id" INTEGER NOT NULL REFERENCES "two words" (id) ON DELETE CASCADE,
    UNIQUE (tree_id, "two words id")
);

CREATE TABLE three_way ( -- A key made of three foreign keys.
    tree_id INTEGER NOT NULL REFERENCES tree (id),
    egg_id INTEGER NOT NULL REFERENCES egg (id),
    hen_id INTEGER NOT NULL REFERENCES hen (id),
    PRIMARY KEY (tree_id, egg_id, hen_id)
);

-- Kinds ---------------------------------------------------------------------------------------------------------------

CREATE TABLE strict_table ( -- STRICT and WITHOUT ROWID.
    code TEXT NOT NULL PRIMARY KEY,
    "any" ANY,
    bytes BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE generated ( -- Columns that are worked out.
    id INTEGER PRIMARY KEY,
    net REAL NOT NULL,
    rate REAL NOT NULL DEFAULT 0.19,
    gross REAL GENERATED ALWAYS AS (net * (1 + rate)) VIRTUAL, -- With tax.
    label TEXT AS ('`' || net || '|' || rate || '`') STORED, -- Pipes and backticks in the expression.
    "odd name" TEXT AS (CASE WHEN net > 0 THEN 'a<b' ELSE 'a>b' END)
);

CREATE INDEX "index | `name`" ON generated (net DESC, label COLLATE NOCASE);
CREATE INDEX generated_expression ON generated (lower(label || '|`'), abs(net));
CREATE UNIQUE INDEX generated_partial ON generated (gross) WHERE net > 0 AND label NOT LIKE '%|%' AND label <> '`';

CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE single ( -- The smallest table there is.
    only_column
);

CREATE TEMP TABLE scratch (id INTEGER PRIMARY KEY); -- Left out of every page.

CREATE VIEW overview AS SELECT id, net AS "net | gross", '`' || label || '`' AS "`label`" FROM generated WHERE net > 0 OR label = '|';

CREATE VIEW "view | with `ticks` <b>" ("a|b", "c`d", "e ""f""") AS
SELECT 'x|y', '``', '<script>' FROM "pipe|in|name" -- a comment | with a pipe
UNION ALL SELECT '```', 'a
b', '-->' FROM "back`tick";

CREATE VIEW broken AS SELECT * FROM not_there;

CREATE TRIGGER "trigger | `name`" BEFORE UPDATE OF net, "rate" ON generated
WHEN NEW.net <> OLD.net AND NEW.label IS NOT '|'
BEGIN
    SELECT RAISE(ABORT, 'a | b; c `d` -- not a comment') WHERE NEW.net < 0;
    UPDATE generated SET rate = CASE WHEN NEW.net > 100 THEN 0.07 ELSE 0.19 END WHERE id = NEW.id; -- END;
END;

CREATE TRIGGER fence AFTER DELETE ON "two words" FOR EACH ROW
BEGIN
    INSERT INTO single VALUES ('```'); /* ; END; */
    DELETE FROM "pipe|in|name" WHERE id = OLD.id;
END;

CREATE TRIGGER overview_insert INSTEAD OF INSERT ON overview
BEGIN
    INSERT INTO generated (id, net) VALUES (NEW.id, NEW."net | gross");
END;

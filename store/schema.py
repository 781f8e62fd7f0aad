"""The tables of a tracker, and the numbered steps from an older format to this one."""

from __future__ import annotations

import apsw

APPLICATION_ID = 0x53747264  # "Strd": any other SQLite file is refused
FORMAT = 4

_FIRST = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Each time is the original text and a UTC sort key: nanoseconds and offsets do not fit a datetime.
    """CREATE TABLE issue(
        key INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL DEFAULT '',
        design TEXT NOT NULL DEFAULT '',
        acceptance_criteria TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'open',
        priority INTEGER NOT NULL DEFAULT 2,
        issue_type TEXT NOT NULL DEFAULT 'task',
        assignee TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '',
        created_by TEXT NOT NULL DEFAULT '',
        estimated_minutes INTEGER,
        created_at TEXT NOT NULL DEFAULT '',
        created_key TEXT NOT NULL DEFAULT '',
        updated_at TEXT NOT NULL DEFAULT '',
        updated_key TEXT NOT NULL DEFAULT '',
        closed_at TEXT,
        closed_key TEXT,
        close_reason TEXT NOT NULL DEFAULT '',
        due_at TEXT,
        due_key TEXT,
        defer_until TEXT,
        defer_key TEXT,
        external_ref TEXT NOT NULL DEFAULT '',
        spec_id TEXT NOT NULL DEFAULT '',
        pinned INTEGER NOT NULL DEFAULT 0,
        is_template INTEGER NOT NULL DEFAULT 0,
        ephemeral INTEGER NOT NULL DEFAULT 0,
        deleted_at TEXT,
        deleted_by TEXT NOT NULL DEFAULT '',
        delete_reason TEXT NOT NULL DEFAULT '',
        original_type TEXT NOT NULL DEFAULT '',
        extra TEXT NOT NULL DEFAULT '{}',
        gone INTEGER NOT NULL DEFAULT 0,
        stamp TEXT NOT NULL DEFAULT '',
        seq INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # Covers lists and counts: a row's long texts would otherwise be walked over (130 ms instead of 40 ms
    # for the open ones of 100,000 issues).
    """CREATE INDEX issue_list ON issue(status, priority, created_key, id, issue_type, assignee, is_template,
        pinned, ephemeral, updated_key, due_key, defer_key, closed_key) WHERE gone = 0""",
    "CREATE INDEX issue_updated ON issue(updated_key)",
    "CREATE INDEX issue_assignee ON issue(assignee) WHERE assignee <> ''",
    "CREATE INDEX issue_type ON issue(issue_type)",
    """CREATE TABLE label(
        issue INTEGER NOT NULL REFERENCES issue(key),
        name TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY(issue, name)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX label_name ON label(name, removed)",
    """CREATE TABLE dependency(
        issue INTEGER NOT NULL REFERENCES issue(key),
        target TEXT NOT NULL,
        type TEXT NOT NULL,
        created_at TEXT NOT NULL DEFAULT '',
        created_by TEXT NOT NULL DEFAULT '',
        metadata TEXT NOT NULL DEFAULT '',
        thread_id TEXT NOT NULL DEFAULT '',
        extra TEXT NOT NULL DEFAULT '{}',
        spawner TEXT NOT NULL DEFAULT '',
        any_child INTEGER NOT NULL DEFAULT 0,
        ordinal INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY(issue, target, type)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX dependency_target ON dependency(target, type)",
    "CREATE INDEX dependency_spawner ON dependency(spawner) WHERE spawner <> ''",
    """CREATE TABLE comment(
        uid TEXT PRIMARY KEY,
        issue INTEGER NOT NULL REFERENCES issue(key),
        number TEXT NOT NULL DEFAULT 'null',
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_key TEXT NOT NULL,
        extra TEXT NOT NULL DEFAULT '{}',
        ordinal INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX comment_issue ON comment(issue, ordinal)",
    # Only fields that changed since the issue came have a stamp of their own; the others have the issue's.
    """CREATE TABLE stamp(
        issue INTEGER NOT NULL REFERENCES issue(key),
        register TEXT NOT NULL,
        stamp TEXT NOT NULL,
        PRIMARY KEY(issue, register)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE step(
        step INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL DEFAULT '',
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        at TEXT NOT NULL,
        reverses INTEGER,
        state INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE INDEX step_undo ON step(actor, state, step) WHERE reverses IS NULL",
    """CREATE TABLE change(
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        step INTEGER NOT NULL REFERENCES step(step),
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        uid TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX change_step ON change(step)",
    "CREATE INDEX change_uid ON change(uid, seq)",
    "CREATE TABLE blocked(issue INTEGER PRIMARY KEY REFERENCES issue(key)) STRICT",
    """CREATE TABLE exchange_file(
        file INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        bom INTEGER NOT NULL DEFAULT 0,
        imported_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE jsonl_base(
        key INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES exchange_file(file),
        line INTEGER NOT NULL,
        kind TEXT NOT NULL,
        issue INTEGER REFERENCES issue(key),
        raw BLOB NOT NULL,
        ending BLOB NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        seq INTEGER NOT NULL DEFAULT 0,
        UNIQUE(file, line)
    ) STRICT""",
    "CREATE INDEX jsonl_base_issue ON jsonl_base(issue) WHERE issue IS NOT NULL",
    # No ranking, no stored copy of the text: the rowid is the key.
    """CREATE VIRTUAL TABLE search USING fts5(
        id, title, body, people, content='', contentless_delete=1,
        tokenize="unicode61 remove_diacritics 2", prefix='2 3'
    )""",
)


_EXCHANGE = (
    # seq: the last change that the file's content includes. written_at: "" while we have only read it.
    "ALTER TABLE exchange_file ADD COLUMN seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE exchange_file ADD COLUMN written_at TEXT NOT NULL DEFAULT ''",
    # How the file is kept in step with the program that also writes it; "" until somebody has chosen.
    "ALTER TABLE exchange_file ADD COLUMN way TEXT NOT NULL DEFAULT ''",
    # A value that lost a merge, kept until somebody has looked at it. resolved: the step that did, or NULL.
    """CREATE TABLE conflict(
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        issue INTEGER NOT NULL REFERENCES issue(key),
        register TEXT NOT NULL,
        cause TEXT NOT NULL,
        kept TEXT NOT NULL,
        lost TEXT NOT NULL,
        source TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        step INTEGER NOT NULL REFERENCES step(step),
        resolved INTEGER REFERENCES step(step)
    ) STRICT""",
    "CREATE INDEX conflict_issue ON conflict(issue, register)",
    # One index of prefixes instead of two: half of what a large import spends on the search, 48 instead of
    # 81 MB for 100,000 issues, and three letters are found as fast from the index of two (0.5 ms).
    "DROP TABLE search",
    """CREATE VIRTUAL TABLE search USING fts5(
        id, title, body, people, content='', contentless_delete=1,
        tokenize="unicode61 remove_diacritics 2", prefix='2'
    )""",
    """INSERT INTO search(rowid, id, title, body, people)
        SELECT i.key, i.id, i.title,
            concat_ws(char(10), i.description, i.design, i.acceptance_criteria, i.notes, i.close_reason,
                (SELECT group_concat(c.text, char(10)) FROM comment AS c
                 WHERE c.issue = i.key AND c.removed = 0)),
            concat_ws(char(10), i.assignee, i.owner, i.created_by, i.external_ref, i.spec_id,
                (SELECT group_concat(l.name, char(10)) FROM label AS l
                 WHERE l.issue = i.key AND l.removed = 0))
        FROM issue AS i WHERE i.gone = 0 ORDER BY i.key""",
    "CREATE INDEX conflict_open ON conflict(issue) WHERE resolved IS NULL",
)

_WINDOW = (
    # A query with a name; its parts are registers in the log, under its uid.
    """CREATE TABLE saved_view(
        key INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL DEFAULT '',
        icon TEXT NOT NULL DEFAULT '',
        scope TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        sort TEXT NOT NULL DEFAULT 'natural',
        descending INTEGER NOT NULL DEFAULT 0,
        place INTEGER NOT NULL DEFAULT 0,
        present INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
)

_CHOICE = (
    # How a saved view is shown; "" where it does not say, as those of the format before.
    "ALTER TABLE saved_view ADD COLUMN grouped TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE saved_view ADD COLUMN columns TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE saved_view ADD COLUMN shown TEXT NOT NULL DEFAULT ''",
)

_ATTACHMENTS = (
    # Apart from all that lists and issues are read from: whoever looks at those never walks over a file.
    """CREATE TABLE content(
        key INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL
    ) STRICT""",
    # In pieces, so that neither side ever holds a whole file.
    """CREATE TABLE chunk(
        content INTEGER NOT NULL REFERENCES content(key),
        number INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        UNIQUE(content, number)
    ) STRICT""",
    """CREATE TABLE attachment(
        uid TEXT PRIMARY KEY,
        issue INTEGER NOT NULL REFERENCES issue(key),
        content INTEGER NOT NULL REFERENCES content(key),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        added_by TEXT NOT NULL,
        added_at TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX attachment_issue ON attachment(issue, ordinal)",
    "CREATE INDEX attachment_content ON attachment(content)",
)

STEPS = (_FIRST, _EXCHANGE, _WINDOW, (*_CHOICE, *_ATTACHMENTS))
"""The statements that lead from each format to the next; STEPS[n] makes format n + 1."""


def create(connection: apsw.Connection) -> None:
    """Make the tables in an empty file; the caller holds the transaction."""
    upgrade(connection, 0)
    connection.pragma("application_id", APPLICATION_ID)


def upgrade(connection: apsw.Connection, found: int) -> None:
    """Lead from that format to the present one; the caller holds the transaction."""
    for statement in (one for step in STEPS[found:] for one in step):
        connection.execute(statement).fetchall()
    connection.pragma("user_version", FORMAT)

"""Databases as bd, br and others keep their issues in, made for tests in the shapes of several versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

BD = """
CREATE TABLE issues (id TEXT PRIMARY KEY, content_hash TEXT, title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '', design TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '',
    acceptance_criteria TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'open',
    priority INTEGER NOT NULL DEFAULT 2, issue_type TEXT NOT NULL DEFAULT 'task', assignee TEXT,
    estimated_minutes INTEGER, created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    created_by TEXT DEFAULT '', updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, closed_at DATETIME,
    external_ref TEXT, compaction_level INTEGER DEFAULT 0, deleted_at DATETIME, deleted_by TEXT DEFAULT '',
    delete_reason TEXT DEFAULT '', original_type TEXT DEFAULT '', sender TEXT DEFAULT '',
    ephemeral INTEGER DEFAULT 0, pinned INTEGER DEFAULT 0, is_template INTEGER DEFAULT 0,
    source_repo TEXT DEFAULT '.', close_reason TEXT DEFAULT '', timeout_ns INTEGER, waiters TEXT,
    crystallizes INTEGER DEFAULT 0, work_type TEXT DEFAULT 'mutex', quality_score REAL,
    metadata TEXT NOT NULL DEFAULT '{}', due_at DATETIME, defer_until DATETIME, owner TEXT DEFAULT '');
CREATE TABLE labels (issue_id TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (issue_id, label));
CREATE TABLE dependencies (issue_id TEXT NOT NULL, depends_on_id TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'blocks', created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    created_by TEXT NOT NULL, metadata TEXT DEFAULT '{}', thread_id TEXT DEFAULT '',
    PRIMARY KEY (issue_id, depends_on_id, type));
CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, issue_id TEXT NOT NULL, author TEXT NOT NULL,
    text TEXT NOT NULL, created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, issue_id TEXT NOT NULL, event_type TEXT NOT NULL);
CREATE TABLE config (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE VIEW ready_issues AS SELECT * FROM issues;
CREATE INDEX idx_issues_status ON issues(status);
"""
"""bd of early 2026."""

SMALL = """
CREATE TABLE issues (id TEXT PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'open',
    priority INTEGER NOT NULL DEFAULT 2, user_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    scope TEXT NOT NULL DEFAULT '');
CREATE TABLE dependencies (issue_id TEXT NOT NULL, depends_on_id TEXT NOT NULL,
    PRIMARY KEY (issue_id, depends_on_id));
CREATE TABLE comments (id INTEGER PRIMARY KEY, issue_id TEXT NOT NULL, text TEXT NOT NULL,
    author TEXT NOT NULL, created_at TEXT NOT NULL, edited_at TEXT, deleted_at TEXT);
"""
"""A relative of bd's with few columns and some of its own."""

Rows = Mapping[str, list[dict[str, Any]]]

EARLY = "2026-01-04T23:38:16.1707439+07:00"


def issue(id: str, title: str = "t", **columns: Any) -> dict[str, Any]:
    """A row of `issues`."""
    return {"id": id, "title": title, "created_at": EARLY, "updated_at": EARLY, **columns}


def make(path: Path, rows: Rows, schema: str = BD, *, pragmas: str = "") -> Path:
    """Make a database with these rows, and close it."""
    connection = apsw.Connection(str(path))
    try:
        connection.execute(pragmas + schema).fetchall()
        fill(connection, rows)
    finally:
        connection.close()
    return path


def fill(connection: apsw.Connection, rows: Rows) -> None:
    """Insert rows, as many columns as each has."""
    for table, some in rows.items():
        for row in some:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table}({names}) VALUES ({marks})", tuple(row.values()))


def with_live_wal(path: Path, before: Rows, after: Rows, schema: str = BD) -> Path:
    """A database whose newest rows are only in its -wal, as a program leaves them that is killed."""
    make(path, before, schema, pragmas="PRAGMA journal_mode=wal;")
    connection = apsw.Connection(str(path))
    try:
        connection.pragma("wal_autocheckpoint", 0)
        fill(connection, after)
        kept = {name: path.with_name(path.name + name).read_bytes() for name in ("", "-wal")}
    finally:
        connection.close()
    for name, data in kept.items():
        path.with_name(path.name + name).write_bytes(data)
    return path

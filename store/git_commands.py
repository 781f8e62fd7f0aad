"""The terminal commands for git: merging three versions of a file as git's driver, and installing that."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from store import conflicts, erased, git_folders, git_losers, git_merge, git_setup, places
from store.errors import KnownError
from store.exit_codes import DONE
from store.files import Unsynced, write_whole
from store.times import Clock
from store.values import dumps

if TYPE_CHECKING:
    from store.printing import Printer

Alone = Callable[[Namespace, "Printer"], int]
"""A command that opens no tracker."""


def merge(args: Namespace, printer: Printer) -> int:
    """Merge three versions as git asks for it, over OURS; no tracker is opened.

    What cannot be merged whole leaves OURS as it was and exits 1: git then shows a conflict.
    """
    ours = Path(args.ours)
    shown = str(args.path or ours.name)
    try:
        versions = [_read(Path(name)) for name in (args.base, args.ours, args.theirs)]
        base, mine, theirs = versions
        made = git_merge.merge_files(base, mine, theirs, _kept(args.path))
        kept = _keep(made, args.path or "")
        if made.data != versions[1]:
            # git reads that file back and writes the result itself, unsynced.
            with contextlib.suppress(Unsynced):
                write_whole(ours, made.data)
    except OSError as error:
        raise KnownError(
            f"{shown} was not merged: {error.filename or ours}: {error.strerror}. It is as it was."
        ) from error
    except KnownError as error:
        raise KnownError(f"{shown} was not merged, and is as it was. {error}") from error
    told = [
        {"id": loser.id, "field": name, "kept": kept, "lost": lost}
        for loser in made.losers
        for name, kept, lost in conflicts.shown(loser.register, loser.kept, loser.lost)
    ]
    shown_losers = (
        []
        if kept
        else [
            f"{one['id']} {one['field']}: kept {dumps(one['kept'])}, lost {dumps(one['lost'])}"
            for one in told
        ]
    )
    printer.document({"conflicts": told}, shown_losers)
    if told and kept and not printer.as_json:
        printer.note(f"{shown}: merged. {len(told)} values lost; Strandline keeps them for review.")
    return DONE


def setup(args: Namespace, printer: Printer) -> int:
    """Let git merge the project's issue file with this program, or no longer."""
    issue_file = places.choose(args.db, args.project, Path.cwd()).jsonl
    if issue_file is None:
        raise KnownError("There is no project here. Name its folder with --project.")
    if args.remove:
        now = git_setup.remove(issue_file)
        words = f"git no longer merges {now.file} with Strandline."
    else:
        now = git_setup.install(issue_file, replace=args.replace)
        words = (
            f"git merges {now.file} with Strandline now: see {now.attributes} and {now.config}. "
            f"Commit {now.attributes.name} so that other clones can do the same."
        )
    answer = {"state": now.state, "file": now.file, "attributes": str(now.attributes), "line": now.line,
              "config": str(now.config), "command": now.command, "driver": now.driver}  # fmt: skip
    printer.document(answer, [words])
    return DONE


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _kept(path: str | None) -> frozenset[str]:
    """What bd drops in its own project is not taken away; git runs this at the top of the files."""
    return erased.kept_in(Path(path).parent) if path else frozenset()


def _keep(made: git_merge.MergedFile, source: str) -> bool:
    """Before the file is written: a merge that is done again keeps nothing twice. False outside of git."""
    git = git_folders.own_folder() if made.losers else None
    if git is not None:
        git_losers.append(git, made.losers, Clock().now(), source)
    return git is not None

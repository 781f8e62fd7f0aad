"""A real other process that holds a tracker open through APSW, driven line by line from a test."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import apsw


class OtherProcessError(Exception):
    """SQLite refused the command in the other process; `args` are the exception's name and text there."""


class OtherProcess:
    """Another program with the database at `path` open; every call returns when it was done there.

    A fresh one has opened the file and read its schema once, so it is visible as an idle holder.
    """

    def __init__(self, path: Path | str, *, busy_timeout_ms: int = 5000) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(path), str(busy_timeout_ms)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.pid = self._process.pid
        try:
            self._answer()
        except BaseException:
            self.kill()
            raise

    def read(self) -> None:
        """Begin a read transaction and take its snapshot now."""
        self._ask("read")

    def write(self) -> None:
        """Begin a write transaction (BEGIN IMMEDIATE)."""
        self._ask("write")

    def end(self) -> None:
        """Commit the open transaction, so that the snapshot or the write lock is let go."""
        self._ask("end")

    def execute(self, sql: str, *bindings: object) -> list[list[Any]]:
        """Run one statement and return all its rows (bindings and values must fit JSON)."""
        rows: list[list[Any]] = self._ask("execute", sql, bindings)
        return rows

    def lock_bytes(self, suffix: str, start: int, length: int) -> None:
        """Take a raw exclusive lock on bytes of the file with `suffix` ("" or "-shm"), outside SQLite."""
        self._ask("lock_bytes", suffix, start, length)

    def unlock_bytes(self, suffix: str, start: int, length: int) -> None:
        """Let go of what `lock_bytes` took."""
        self._ask("unlock_bytes", suffix, start, length)

    def close(self) -> None:
        """Close the database there and end the process; harmless when it has ended already."""
        if self._process.poll() is None:
            self._process.stdin.close()  # type: ignore[union-attr]  # a pipe: it was asked for
        self._reap()

    def kill(self) -> None:
        """End the process as `kill -9` does, with the database still open."""
        self._process.kill()
        self._reap()

    def _reap(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def _ask(self, name: str, *arguments: object) -> Any:
        pipe = self._process.stdin
        if pipe is None:
            raise OtherProcessError("closed", name)
        pipe.write(json.dumps([name, arguments]) + "\n")
        pipe.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = "" if self._process.stdout is None else self._process.stdout.readline()
        if not line:
            raise OtherProcessError("ended", f"exit code {self._process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise OtherProcessError(*answer["error"])
        return answer["result"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class OpenOtherProcess(Protocol):
    """What the fixture `other_process` gives: call it with a path; all are closed after the test."""

    def __call__(self, path: Path | str, *, busy_timeout_ms: int = 5000) -> OtherProcess: ...


class _Commands:
    """The other side: runs in the child process only."""

    def __init__(self, path: str, busy_timeout_ms: int) -> None:
        self.path = path
        self.connection = apsw.Connection(path)
        self.connection.set_busy_timeout(busy_timeout_ms)
        self.execute("select count(*) from sqlite_schema")
        self._files: dict[str, int] = {}

    def execute(self, sql: str, bindings: list[Any] | None = None) -> list[Any]:
        return self.connection.execute(sql, bindings or ()).fetchall()

    def read(self) -> None:
        self.execute("begin")
        self.execute("select count(*) from sqlite_schema")

    def write(self) -> None:
        self.execute("begin immediate")

    def end(self) -> None:
        self.execute("commit")

    def lock_bytes(self, suffix: str, start: int, length: int) -> None:
        self._lock(suffix, start, length, "LOCK_EX", "LOCK_NB")

    def unlock_bytes(self, suffix: str, start: int, length: int) -> None:
        self._lock(suffix, start, length, "LOCK_UN")

    def _lock(self, suffix: str, start: int, length: int, *flags: str) -> None:
        import fcntl

        # Kept open to the end: closing it would drop all of this process's locks on the file.
        if suffix not in self._files:
            self._files[suffix] = os.open(self.path + suffix, os.O_RDWR | os.O_CLOEXEC)
        fcntl.lockf(self._files[suffix], sum(getattr(fcntl, flag) for flag in flags), length, start)


def _serve(path: str, busy_timeout_ms: int) -> None:
    def run(work: Callable[[], Any]) -> Any:
        try:
            answer = {"result": work()}
        except (apsw.Error, OSError) as error:
            answer = {"error": [type(error).__name__, str(error)]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    commands: list[_Commands] = []
    run(lambda: commands.append(_Commands(path, busy_timeout_ms)))
    for line in sys.stdin:
        name, arguments = json.loads(line)
        run(partial(getattr(commands[0], name), *arguments))
    for served in commands:
        served.connection.close()


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))

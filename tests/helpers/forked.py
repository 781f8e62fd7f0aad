"""`python -m store` without the half second in which Python starts: forked from one that has started.

Each command is a process of its own all the same, with its own files, folder, environment and exit code; it
runs what the real one runs. What depends on how the interpreter starts needs the real one.
"""

from __future__ import annotations

import array
import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

CHECKOUT = Path(__file__).parents[2]
POSSIBLE = hasattr(os, "fork")
MOST_INPUT = 32_768
"""Bytes that fit into a pipe before anybody reads them."""

_PATIENCE = 100.0
Done = tuple[int, bytes, bytes]
"""Exit code, standard output, standard error."""


class Forker:
    """A process that has imported all that the commands need, and forks one each time it is asked."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(_PATIENCE)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.forked", str(theirs.fileno())],
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._lock = threading.Lock()
        atexit.register(self.end)

    def run(self, words: Sequence[str], cwd: Path, env: Mapping[str, str], input: bytes) -> Done:
        """Run one command to its end."""
        order = json.dumps([list(words), str(cwd), dict(env)]).encode()
        with self._lock, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            reading, writing = os.pipe()
            try:
                os.write(writing, input)
            finally:
                os.close(writing)
            try:
                fds = [reading, out.fileno(), err.fileno()]
                self._socket.sendmsg(
                    [len(order).to_bytes(8, "big")],
                    [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))],
                )
                self._socket.sendall(order)
                code = int.from_bytes(_all_of(self._socket, 8), "big", signed=True)
            finally:
                os.close(reading)
            return code, _content(out), _content(err)

    def end(self) -> None:
        """It ends when nobody is there any more who could ask it."""
        self._socket.close()
        self._process.wait()


@cache
def forker() -> Forker:
    """The one of this process."""
    return Forker()


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _all_of(channel: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = channel.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _serve(channel: socket.socket) -> None:
    from store import __main__ as program  # before the first fork: it is what takes the time

    while True:
        size, fds, _, _ = socket.recv_fds(channel, 8, 3)
        if not size:
            return
        words, cwd, env = json.loads(_all_of(channel, int.from_bytes(size, "big")))
        child = os.fork()
        if child == 0:
            channel.close()
            _become(program.main, words, cwd, env, fds)
        for fd in fds:
            os.close(fd)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        channel.sendall(code.to_bytes(8, "big", signed=True))


def _become(main: Any, words: list[str], cwd: str, env: dict[str, str], fds: list[int]) -> NoReturn:
    """What Python does around the program, from its start to its end."""
    for given, own in zip(fds, range(3), strict=True):
        os.dup2(given, own)
        os.close(given)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    code: Any = 1
    try:
        code = main(words)
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - whatever it is, Python would show it
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = 120
    os._exit(code or 0)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given_channel:
        _serve(given_channel)

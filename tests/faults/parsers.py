"""Stands for the processes in which the product reads files: the same, but begun warm."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from subprocess import Popen
from sys import executable
from typing import BinaryIO

from dashboard.intake.kinds import Upload
from dashboard.paths import ROOT


@dataclass
class Forked:
    """As much of `Popen` as is asked for."""

    link: socket.socket
    pid: int
    stdout: BinaryIO
    returncode: int | None = None
    used: tuple[int, int] = (0, 0)

    def wait(self) -> int:
        if self.returncode is None:
            code = _number(self.link)
            self.used = _number(self.link), _number(self.link)
            self.returncode = code - 2**32 if code >= 2**31 else code
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it ended, and nobody asked how
                os.kill(self.pid, signal.SIGKILL)


@dataclass
class Parsers:
    """`memory`: kB, `spent`: ms of a processor, the most of any, also of one that was ended.

    `opened`: what was opened beside. `ended`: exit codes.
    """

    link: socket.socket
    memory: int = 0
    spent: int = 0
    opened: list[str] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)

    @contextmanager
    def process_of(self, file: Upload, how: str) -> Iterator[Forked]:
        """In the place of the one that reads a file."""
        with self.started(how, file.data) as forked:
            yield forked

    @contextmanager
    def started(self, kind: str, data: bytes) -> Iterator[Forked]:
        (end, start), (heard, told) = os.pipe(), os.pipe()
        with (
            tempfile.TemporaryFile() as given,
            os.fdopen(end, "rb") as out,
            io.FileIO(heard) as ear,
        ):
            given.write(data)
            given.seek(0)
            socket.send_fds(self.link, [kind.encode()], [given.fileno(), start, told])
            forked = Forked(self.link, _number(self.link), out)
            os.close(start)
            os.close(told)
            try:
                yield forked
            finally:
                if out.read(1):  # it is left before its end
                    forked.kill()
                self.ended.append(forked.wait())
                self.memory = max(self.memory, forked.used[0])
                self.spent = max(self.spent, forked.used[1])
                # Of one that was ended before it could tell nothing is known.
                self.opened += json.loads(ear.readall() or b"[]")


@contextmanager
def parsers() -> Iterator[Parsers]:
    """A process that waits for files, and what is seen of those that it reads."""
    ours, theirs = socket.socketpair()
    fd = theirs.fileno()
    script = [executable, "-m", "tests.faults.warm_parser", str(fd)]
    with ours, Popen(script, cwd=ROOT, pass_fds=[fd]) as process:
        theirs.close()
        try:
            yield Parsers(ours)
        finally:
            process.kill()


def _number(link: socket.socket) -> int:
    told = b""
    while len(told) < 8:
        told += link.recv(8 - len(told)) or bytes(8)
    return int.from_bytes(told, "big")

"""The process that reads foreign bytes, as the product runs it but forked from one that is warm.

What a file can do to it is the same: it is a process of its own, under the same limits.
"""

from __future__ import annotations

import io
import os
import re
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.reduction import DupFd
from subprocess import CompletedProcess
from typing import Any, BinaryIO

from dashboard.intake.kinds import Upload

_OWN = re.compile(r"\.(py|pyc|so)$|/zoneinfo/")  # of the program and its libraries
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__, "tests.faults.warm"])


def _read(kind: str, given: Any, out: Any, told: Any) -> None:
    from dashboard.intake import parsing

    os.dup2(given.detach(), 0)
    os.dup2(out.detach(), 1)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.argv = ["parsing", kind]
    opened: list[str] = []
    sys.addaudithook(lambda event, args: _note(opened, event, args))
    try:
        parsing.main()
    finally:
        sys.stdout.flush()
        told.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, opened))


def _note(opened: list[str], event: str, args: tuple[Any, ...]) -> None:
    """A file or an address, outside of Python's own modules, that is opened on the way."""
    is_file = event == "open" and isinstance(args[0], str) and not _OWN.search(args[0])
    if event.startswith(("socket.", "subprocess.", "os.system")) or is_file:
        opened.append(f"{event} {args[0]}")


@dataclass
class Forked:
    """As much of `Popen` as is asked for."""

    process: Any
    stdout: BinaryIO
    told: Any

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode  # type: ignore[no-any-return]

    def wait(self) -> int:
        self.process.join()
        return int(self.process.exitcode)

    def kill(self) -> None:
        self.process.kill()


@dataclass
class Parsers:
    """Stands for the two places in which the product begins its process; keeps what was seen."""

    memory: int = 0  # kB, the most of any
    opened: list[str] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)

    def run(self, command: list[str], **given: Any) -> CompletedProcess[bytes]:
        """In the place of `subprocess.run`."""
        with self.started(command[-1], given.get("input") or given["stdin"].read()) as forked:
            told = forked.stdout.read()
            return CompletedProcess(command, forked.wait(), told)

    @contextmanager
    def reading(self, file: Upload, how: str) -> Iterator[Forked]:
        """In the place of the process of a long file."""
        with self.started(how, file.data) as forked:
            yield forked

    @contextmanager
    def started(self, kind: str, data: bytes) -> Iterator[Forked]:
        ours, theirs = _PROCESSES.Pipe()
        end, start = os.pipe()
        with tempfile.TemporaryFile() as given, io.FileIO(end) as out:
            given.write(data)
            given.seek(0)
            fds = DupFd(given.fileno()), DupFd(start)
            process = _PROCESSES.Process(target=_read, args=(kind, *fds, theirs))
            process.start()
            os.close(start)
            theirs.close()
            forked = Forked(process, out, ours)
            try:
                yield forked
            finally:
                process.kill() if out.read(1) else None
                self.ended.append(forked.wait())
                self._keep(ours)

    def _keep(self, ours: Any) -> None:
        try:
            memory, opened = ours.recv()
        except EOFError:  # it was ended before it could tell
            return
        finally:
            ours.close()
        self.memory = max(self.memory, memory)
        self.opened += opened

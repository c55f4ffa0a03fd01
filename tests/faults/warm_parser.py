"""Reads foreign bytes as `dashboard.intake.parsing` does, each file in a fork of this process.

It is given, over a socket, the kind of a file with what to read, to write and to tell into; it
answers with the number of the process, then with its exit code, kB and milliseconds. What a file
can do is the same: it has a process of its own, under the same limits, which begins with all its
libraries in memory.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from typing import Any

import charset_normalizer
import lxml.etree  # type: ignore[import-untyped]
import pyarrow.parquet
import python_calamine

from dashboard.intake import columns_parsing, iati_parsing, parsing, untold, untold_xls

WARM = (
    charset_normalizer,
    lxml,
    pyarrow,
    python_calamine,
    columns_parsing,
    iati_parsing,
    untold,
    untold_xls,
)
_OWN = re.compile(r"\.(py|pyc|so)$|/zoneinfo/")  # of the program and its libraries


def serve(link: socket.socket) -> None:
    while True:
        kind, fds, _flags, _address = socket.recv_fds(link, 64, 3)
        if not kind:
            return
        process = os.fork()
        if not process:
            read(kind.decode(), *fds)
        for fd in fds:
            os.close(fd)
        link.sendall(process.to_bytes(8, "big"))
        _process, status, used = os.wait4(process, 0)
        code = os.waitstatus_to_exitcode(status) % 2**32
        spent = int((used.ru_utime + used.ru_stime) * 1000)
        link.sendall(b"".join(n.to_bytes(8, "big") for n in (code, used.ru_maxrss, spent)))


def read(kind: str, given: int, out: int, told: int) -> None:
    """What the product's process does, then an end; what it opened is told."""
    os.dup2(given, 0)
    os.dup2(out, 1)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.argv = ["parsing", kind]
    opened: list[str] = []
    sys.addaudithook(lambda event, args: _note(opened, event, args))
    code: Any = 0
    try:
        parsing.main()
    except SystemExit as error:
        code = error.code
    except BaseException:  # noqa: BLE001 (as where nobody catches it)
        code = 1
    sys.stdout.flush()
    os.write(told, json.dumps(opened[:20]).encode())
    os._exit(code)


def _note(opened: list[str], event: str, args: tuple[Any, ...]) -> None:
    """A file or an address, outside of the program, that is opened on the way."""
    is_file = event == "open" and isinstance(args[0], str) and not _OWN.search(args[0])
    if event.startswith(("socket.", "subprocess.", "os.system")) or is_file:
        opened.append(f"{event} {args[0]}")


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

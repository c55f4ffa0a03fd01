"""A pytest plugin: the table of dimensions as it would be with the entry of the docs in it.

It must be the first to import the table, as it would stand there from the start.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
NAME = "dashboard.reach.dimensions"
END = "\n)\nDIMENSIONS"  # of the table
ROMANIAN = {
    "Kind of project": "Felul proiectului",
    "kind of project: {names}": "felul proiectului: {names}",
    "Kinds of project, by their ids.": "Feluri de proiecte, după id-uri.",
    "People reached by kind of project": "Persoane ajutate, după felul proiectului",
}


def entry() -> str:
    """The example under “Where to add”."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(  Dimension\(.+?)  ```", text, re.DOTALL)
    return textwrap.dedent(block).rstrip() + ","


def add_entry() -> None:
    assert NAME not in sys.modules, "the table was imported before the entry stood in it"
    path = ROOT / "src" / "dashboard" / "reach" / "dimensions.py"
    before, end, after = path.read_text(encoding="utf-8").partition(END)
    assert end
    source = f"{before}\n{textwrap.indent(entry(), '    ')}{end}{after}"
    module = ModuleType(NAME)
    module.__file__ = str(path)
    sys.modules[NAME] = module
    exec(compile(source, path, "exec"), vars(module))


def translate() -> None:
    """What `make messages` and a translator add."""
    from dashboard import i18n

    catalogue = i18n._catalogue("ro")
    vars(catalogue)["_catalog"].update(ROMANIAN)


add_entry()
translate()

"""The Romanian catalogue: whole, and as careful with places and marks as the English words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard.i18n import _, ngettext, speaking
from dashboard.paths import PACKAGE, ROOT

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
CATALOGUE = PACKAGE / "locale" / "ro" / "LC_MESSAGES" / "dashboard.po"
PLACE = re.compile(r"\{\w*\}")
MARK = re.compile(r"\*\*|`[^`]*`")
CEDILLAS = "şţŞŢ"

Ids = str | tuple[str, ...]


def read() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ro")


def messages() -> list[Message]:
    return [message for message in read() if message.id]


def forms(message: Message) -> list[tuple[str, str]]:
    """Each Romanian form beside the English one it stands for; the last English one is plural."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    romanian = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [(english[min(n, len(english) - 1)], form) for n, form in enumerate(romanian)]


def pairs() -> list[tuple[str, str]]:
    """Each English form that has a Romanian one, with it."""
    return [pair for message in messages() for pair in forms(message) if pair[1]]


def extracted(folder: Path) -> set[Ids]:
    found = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
    return {tuple(ids) if isinstance(ids, tuple | list) else ids for _f, _l, ids, _c, _x in found}


def shown(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    wanted = extracted(PACKAGE) | extracted(ROOT / "pages")
    kept = {m.id if isinstance(m.id, str) else tuple(m.id) for m in messages()}
    assert sorted(map(str, wanted - kept)) == [], "run `make messages` and translate these"
    assert sorted(map(str, kept - wanted)) == [], "run `make messages`: no code says these"


def said_in_code(folder: Path) -> set[str]:
    """The first text of every call that translates, or marks for it, as Python itself reads it."""
    calls = (
        (node.func.id, node.args[0].value)
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.args and isinstance(node.args[0], ast.Constant)
    )  # fmt: skip
    return {str(text) for name, text in calls if name in KEYWORDS}


def test_no_message_stands_where_the_catalogue_does_not_look() -> None:
    """Inside an f-string, or within another call that translates, it would stay English."""
    kept = {shown(message) for message in messages()}
    said = said_in_code(PACKAGE) | said_in_code(ROOT / "pages")
    assert sorted(said - kept) == [], "say these in a line of their own"


def test_nothing_is_nothing_in_romanian_too() -> None:
    with speaking("ro"):
        assert _("") == ""


def test_every_message_is_translated_in_all_its_forms() -> None:
    assert read().num_plurals == 3
    for message in messages():
        assert len(forms(message)) == (3 if message.pluralizable else 1), shown(message)
    missing = [english for m in messages() for english, romanian in forms(m) if not romanian]
    assert missing == []


def test_nothing_is_left_fuzzy_or_obsolete() -> None:
    catalogue = read()
    assert not catalogue.fuzzy
    assert [shown(message) for message in messages() if message.fuzzy] == []
    assert not catalogue.obsolete


def test_the_headers_name_no_date_no_tool_and_no_person() -> None:
    head, _blank, _messages = CATALOGUE.read_text(encoding="utf-8").partition("\n\n")
    names = re.findall(r'^"([\w-]+): ', head, re.MULTILINE)
    assert names == [
        "Project-Id-Version",
        "Language",
        "Plural-Forms",
        "MIME-Version",
        "Content-Type",
    ]


def test_the_places_to_fill_are_the_same() -> None:
    for english, romanian in pairs():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(romanian)), romanian


def test_the_markdown_marks_are_the_same() -> None:
    for english, romanian in pairs():
        assert sorted(MARK.findall(english)) == sorted(MARK.findall(romanian)), romanian
        assert romanian.count("**") % 2 == 0, romanian
        assert english.count("`") == romanian.count("`"), romanian


def test_letters_have_a_comma_below_and_never_a_cedilla() -> None:
    assert not set(CEDILLAS) & set(CATALOGUE.read_text(encoding="utf-8"))


def test_quotes_are_the_romanian_ones() -> None:
    for _english, romanian in pairs():
        assert "“" not in romanian
        assert re.fullmatch(r"[^„”]*(„[^„”]*”[^„”]*)*", romanian), romanian


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 cifre"),
        (1, "1 cifră"),
        (2, "2 cifre"),
        (19, "19 cifre"),
        (20, "20 de cifre"),
        (100, "100 de cifre"),
        (101, "101 cifre"),
        (119, "119 cifre"),
        (120, "120 de cifre"),
        (1_000, "1.000 de cifre"),
    ],
)
def test_the_plural_agrees_with_its_number(n: int, text: str) -> None:
    with speaking("ro"):
        assert ngettext("{n} figure", "{n} figures", n) == text


def test_only_the_form_for_larger_numbers_has_de_after_its_number() -> None:
    for message in messages():
        if message.pluralizable:
            with_de = ["{n} de " in romanian for _english, romanian in forms(message)]
            assert with_de == [False, False, True], shown(message)

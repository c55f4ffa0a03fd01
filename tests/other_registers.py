"""Registers of other programs, a line or a row a person, and what an offer of them holds."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]

from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content

OURS = "person_id,project_id,target_group_id,county_code,date,sex,age_band"
NAMES = ("Ionela Popescu", "ionela.popescu@example.org", "0744 123 456", "2850101221145")
HEAD = (
    "Cod beneficiar,Nume și prenume,E-mail,Telefon,CNP,Data nașterii,Serviciul,Județ,Data,Prezență"
)


def offered(content: Content, *lines: str, name: str = "file.csv", **absent: str) -> Offer:
    answers = {("absence", text): answer for text, answer in absent.items()}
    return offer_of(content, [Upload(name, "\n".join(lines).encode())], answers)


def written(found: Offer) -> list[str]:
    assert found.participations is not None
    return found.participations.data.decode().splitlines()[1:]


def numbers(found: Offer) -> tuple[int, ...]:
    """Rows that are added, here already, refused, of absent people, and doubles."""
    given = found.participations
    assert given is not None
    return given.rows, given.here, given.refused, given.absent, given.doubles


def person(code: str, day: str, was: str = "prezent", service: str = "Centru de zi") -> str:
    return f"{code},{','.join(NAMES)},01.05.2005,{service},jud. Iași,{day},{was}"


def kobo(*rows: tuple[object, ...], child: tuple[tuple[object, ...], ...] = ()) -> bytes:
    book, data = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.active.title = "visits"
    if child:
        sheet = book.create_sheet("people")
        for row in child:
            sheet.append(row)
    book.save(data)
    return data.getvalue()


def thirty(content: Content) -> Preview:
    """What would come of a register of thirty people, under a project of their own."""
    head = "person_id,date,proiect"
    lines = [f"p-{n},2016-02-02,Tabăra" for n in range(30)]
    return preview(content, offered(content, head, *lines, name="tabara.csv"))

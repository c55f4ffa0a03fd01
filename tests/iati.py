"""Activities as an IATI file has them, written in a line each, and what an offer of them holds."""

from __future__ import annotations

from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">'


def activity(inside: str = "", identifier: str = "RO-1-day-centre", **names: str) -> str:
    title = names.get("title", "Day centre")
    return f"""
<iati-activity default-currency="EUR" xml:lang="en">
 <iati-identifier>{identifier}</iati-identifier>
 <reporting-org ref="RO-1" type="22"><narrative>Casa Deschisă</narrative></reporting-org>
 <title><narrative>{title}</narrative><narrative xml:lang="ro">Centru de zi</narrative></title>
 <description><narrative>Meals and games.</narrative></description>
 <participating-org role="1" type="60"><narrative>Big Fund</narrative></participating-org>
 {inside}
</iati-activity>"""


def file(*activities: str) -> bytes:
    return f"{HEAD}{''.join(activities)}\n</iati-activities>\n".encode()


def offered(content: Content, *activities: str, **answers: str) -> Offer:
    told = {("figure", name): answer for name, answer in answers.items()}
    return offer_of(content, [Upload("casa.xml", file(*activities))], told)


def rows(found: Offer, table: str, *columns: str) -> list[tuple[str, ...]]:
    values = {id(each): each.values for each in found.proposed if each.table == table}
    told = [tuple(row.get(column, "") for column in columns) for row in values.values()]
    return list(dict.fromkeys(told))


def remarks(found: Offer) -> list[str]:
    return [str(remark) for each in found.proposed for remark in each.remarks]


def left_out(found: Offer) -> list[tuple[str, int, str]]:
    return [(each.origin.sheet, each.origin.row, each.why) for each in found.left_out]


def money(
    kind: int, value: str, day: str = "2023-05-01", provider: str = "", more: str = ""
) -> str:
    by = f"<provider-org><narrative>{provider}</narrative></provider-org>" if provider else ""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}" {more}>{value}</value>{by}</transaction>'
    )


def budget(kind: int, value: str, year: int = 2023) -> str:
    days = f'<period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    return f'<budget type="{kind}">{days}<value value-date="{year}-01-01">{value}</value></budget>'


def period(start: int, end: int, inside: str) -> str:
    return (
        f'<period><period-start iso-date="{start}-01-01"/><period-end iso-date="{end}-12-31"/>'
        f"{inside}</period>"
    )


def indicator(
    *periods: str, title: str = "Children reached", more: str = "", base: str = ""
) -> str:
    return (
        f'<result type="1"><title><narrative>Result</narrative></title><indicator measure="1" '
        f"{more}><title><narrative>{title}</narrative></title>{base}{''.join(periods)}</indicator>"
        "</result>"
    )

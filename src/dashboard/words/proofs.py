"""Why it is surely so many, and what would narrow a range, in words."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.counting import Counted, Narrowing, Proof
from dashboard.i18n import _, ngettext
from dashboard.words.ranges import range_text


def proof_sentences(found: Proof, counted: Counted | None, surely: int = 0) -> tuple[str, ...]:
    """What the figures of a proof come to, beside those counted in a register.

    `surely`: what is told; more than either where people of different audiences are in it.
    """
    return tuple(_said(found, counted, surely))


def _said(found: Proof, counted: Counted | None, surely: int) -> Iterator[str]:
    if counted is not None and surely > max(found.surely.people, counted.surely):
        yield _(
            "{people}: those counted in the register under one audience and under no other, and "
            "those of figures about other audiences, who are different people."
        ).format(people=at_least(surely))
    people, added = found.surely.people, sum(found.people.values())
    is_register = counted is not None and counted.surely > people
    if is_register and counted is not None:
        yield _(
            "{people}: they were counted in the register, each once, and are more than the figures "
            "prove."
        ).format(people=at_least(counted.surely))
    if not found.people:
        if not is_register:
            yield _("No one is certain under these filters.")
        return
    yield _of_the_set(found)
    if added > people:
        yield _("A figure that holds some of them names fewer people, so it counts instead.")
    if not found.is_searched_to_end:
        yield _("The search stopped at its limit: there may be more people, never fewer.")


def _of_the_set(found: Proof) -> str:
    why = ngettext(
        "{n} figure says so, and no other surely adds anybody.",
        "{n} figures say so, and nobody can be in two of them.",
        len(found.people),
    )
    n = found.surely.people
    about = ngettext("About {n} person", "About {n} people", n)
    return f"{about if found.surely.is_approximate else at_least(n)}: {why}"


def at_least(people: int) -> str:
    return ngettext("At least {n} person", "At least {n} people", people)


def narrowing_sentence(made: Narrowing, one: str, other: str) -> str:
    """A statement and the range it would leave; `one` and `other` are names of its figures."""
    said = _(made.statement.says.value).format(one=one, other=other)
    return _("{statement}, {before} would become {after}.").format(
        statement=said[:1].upper() + said[1:],
        before=range_text(made.before),
        after=range_text(made.after),
    )

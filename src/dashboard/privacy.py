"""How much of a count from the register may be told: `docs/counting.md` says it in words.

What is shown follows from the bands alone, and within its bands each hidden row may hold any number
under the threshold, whatever the total and the other rows say. `tests/unit/test_privacy.py` tries
every small table.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, TypeVar

from dashboard.counting import Counted
from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.settings import settings_of

STEP = 5
Row = TypeVar("Row", bound=Hashable)
_NO_THRESHOLD = N_(
    "DASHBOARD_THRESHOLD is {value}, and a count of people can be hidden only under "
    "5, 10, 15 or another multiple of 5. Set it to one of these, or unset it for 5."
)


class Count(NamedTuple):
    """Different people, and their participations, exactly. Never shown."""

    people: int
    services: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts under `threshold` are hidden, and the others told in steps of it.

    ValueError when `threshold` is no multiple of 5 from 5 up.
    """

    threshold: int = STEP
    is_exact: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self.threshold < STEP or self.threshold % STEP:
            raise ValueError(f"{self.threshold} is no multiple of {STEP} from {STEP} up")


class _Exact(Policy):
    is_exact: ClassVar[bool] = True


EXACT: Final[Policy] = _Exact()
"""Protects nothing: for the command line of the server itself."""


def policy_from_environment(environ: Mapping[str, str] | None = None) -> Policy:
    """The policy that DASHBOARD_THRESHOLD asks for; DashboardError when it cannot be kept."""
    value = settings_of(environ).threshold or str(STEP)
    try:
        return Policy(int(value))
    except ValueError:
        raise DashboardError(_(_NO_THRESHOLD).format(value=value)) from None


def privacy_note(policy: Policy) -> str:
    """What is kept from a reader, in a sentence or two."""
    if policy.is_exact:
        return _("These counts are exact: they are not for publication.")
    return _(
        "Counts of people under {threshold} are hidden and stand as 0 – {most}, also when nobody "
        "is in them; others are told in steps of {threshold}. A count that would give away a "
        "hidden one is hidden as well."
    ).format(threshold=policy.threshold, most=policy.threshold - 1)


def protect(count: Count, policy: Policy) -> Counted:
    """A count that stands alone: hidden under the threshold, else in steps of it.

    The upper end is the next step above, also for a whole number of steps, which would
    otherwise be told exactly.
    """
    if policy.is_exact:
        return Counted(count.people, count.people, count.services)
    step = policy.threshold
    if count.people < step:
        return Counted(0, step - 1, is_hidden=True)
    surely = count.people // step * step
    return Counted(surely, surely + step, count.services // step * step)


def protect_rows(counts: Mapping[Row, Count], total: Count, policy: Policy) -> dict[Row, Counted]:
    """The rows of a breakdown, shown beside their protected total.

    Rows may share people. Every row that a reader could expect is given, also those with nobody:
    a row left out when it is empty would tell that a hidden one is not.
    """
    shown = {row: protect(count, policy) for row, count in counts.items()}
    whole = protect(total, policy)
    small = {row for row, counted in shown.items() if counted.is_hidden}
    if policy.is_exact or whole.is_hidden or not small:
        return shown
    others = sorted(
        (row for row in shown if row not in small), key=lambda r: (shown[r].surely, repr(r))
    )
    vague = Counted(0, whole.at_most, is_hidden=True)
    if _is_telling(shown, whole, policy.threshold):
        return shown | dict.fromkeys([*small, *others[-1:]], vague)
    return shown | dict.fromkeys(others[:1] if len(small) == 1 else [], vague)


def _is_telling(shown: Mapping[Row, Counted], whole: Counted, step: int) -> bool:
    """Whether the rows must be near the tops of their steps, or could be with one step more.

    Each row leaves less than a step unsaid. When the total needs more than all rows but one can
    have left, none of them is zero. Tables one step from there are treated alike, or
    the treatment itself would say so.
    """
    unsaid = (whole.surely - sum(counted.surely for counted in shown.values())) // step
    most = (len(shown) - 1) * (step - 1) // step
    return (most + 1) * step <= len(shown) * (step - 1) and unsaid >= most

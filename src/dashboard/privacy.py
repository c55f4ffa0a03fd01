"""How much of a count from the register may be told: `docs/privacy.md` says it in words.

One answer is told in a few words that the question and its people decide, by a key that nobody
outside knows. Which questions are counted at all is in `reach/register_family.py`: only together
do they keep a small count. `tests/unit/test_privacy_judge.py` plays the reader who asks them all.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from dashboard.counting import Counted
from dashboard.engine import Count
from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.settings import settings_of

_FIVE = 5
_STEPS = 3  # in one answer, each as long as the threshold
_OFTEN = tuple(n * 10**power for power in range(6) for n in (1, 2, 3, 5))
_NO_THRESHOLD = N_(
    "DASHBOARD_THRESHOLD is {value}, and a count of people can be hidden only under "
    "5, 10, 15 or another multiple of 5. Set it to one of these, or unset it for 5."
)


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts under `threshold` are never told from nobody.

    ValueError when `threshold` is no multiple of 5 from 5 up.
    """

    threshold: int = _FIVE
    is_exact: ClassVar[bool] = False

    @property
    def width(self) -> int:
        """How many numbers an answer leaves possible."""
        return _STEPS * self.threshold

    def __post_init__(self) -> None:
        if self.threshold < _FIVE or self.threshold % _FIVE:
            raise ValueError(f"{self.threshold} is no multiple of {_FIVE} from {_FIVE} up")


class _Exact(Policy):
    is_exact: ClassVar[bool] = True


EXACT: Final[Policy] = _Exact()
"""Protects nothing: for the command line of the server itself."""


def policy_from_environment(environ: Mapping[str, str] | None = None) -> Policy:
    """The policy that DASHBOARD_THRESHOLD asks for; DashboardError when it cannot be kept."""
    value = settings_of(environ).threshold or str(_FIVE)
    try:
        return Policy(int(value))
    except ValueError:
        raise DashboardError(_(_NO_THRESHOLD).format(value=value)) from None


def privacy_note(policy: Policy) -> str:
    """What is kept from a reader, in a sentence or two."""
    if policy.is_exact:
        return _("These counts are exact: they are not for publication.")
    return _(
        "Counts of people from the register are told as ranges. Under {threshold} people they "
        "stand as 0 – {most}, also when nobody is in them, and so do some counts of up to {most}; "
        "others are told as {width} numbers in a row, and theirs may be any of these. What several "
        "choices ask together is not counted: it is put together from such ranges."
    ).format(threshold=policy.threshold, most=policy.width - 1, width=policy.width)


def told(question: str, people: Count, policy: Policy) -> Counted:
    """The answer to a question of the family, as everybody gets it.

    `question` is its canonical name. The same question about the same people has the same answer
    wherever and whenever it is asked; one person more or less draws anew.

    Numbers stand in steps as long as the threshold, 0 to 4 the first. An answer is three steps in
    a row, the first three at least; the drawing says which of them is the true one. It knows
    nothing of the number. So whoever hears many answers that are known to be about the same
    people learns no more than somebody to whom the step itself is told, and who draws alone:
    every number of the step stays as probable, beside the others of it, as it was before.
    """
    n, step = people.people, policy.threshold
    if policy.is_exact:
        return Counted(n, n, people.services, is_hidden=not n)
    true_step = n // step
    surely = max(0, true_step - _drawn(question, people)) * step
    most_of_step = (true_step + 1) * step - 1
    # By the step and not by the people, so that known services tell no more of these.
    services = surely * _often(people.services // most_of_step)
    return Counted(surely, surely + policy.width - 1, services, is_hidden=not surely)


def _drawn(question: str, people: Count) -> int:
    """How many steps of an answer stand before the true one: 0, four times of six 1, or 2."""
    key = b"".join(part.to_bytes(8, "big") for part in (people.key_a, people.key_b))
    digest = hmac.digest(key, question.encode(), "sha256")
    return (0, 1, 1, 1, 1, 2)[int.from_bytes(digest[:8], "big") % 6]


def _often(services: int) -> int:
    """How often everybody came on average, at least: so coarse that no single person shows."""
    return max((step for step in _OFTEN if step <= services), default=1)

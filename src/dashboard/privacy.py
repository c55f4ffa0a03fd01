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

STEP = 5
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
        "Counts of people from the register are told as ranges. Under {threshold} people they "
        "stand as 0 – {most}, also when nobody is in them, and so do some counts of up to {most}; "
        "others are rounded to a multiple of 5 and told from four fewer to four more. What several "
        "choices ask together is not counted: it is put together from such ranges."
    ).format(threshold=policy.threshold, most=2 * policy.threshold - 1)


def told(question: str, people: Count, policy: Policy) -> Counted:
    """The answer to a question of the family, as everybody gets it.

    `question` is its canonical name. The same question about the same people has the same answer
    wherever and whenever it is asked; one person more or less draws anew.
    """
    n, threshold = people.people, policy.threshold
    if policy.is_exact:
        return Counted(n, n, people.services, is_hidden=not n)
    is_few, up = _drawn(question, people)
    if n < threshold or (n < 2 * threshold and is_few):
        return Counted(0, 2 * threshold - 1, is_hidden=True)
    rest = n % STEP
    number = n - rest + (STEP if up < rest else 0)
    surely = max(threshold, number - STEP + 1)
    return Counted(surely, number + STEP - 1, surely * _often(people.services // n))


def _drawn(question: str, people: Count) -> tuple[bool, int]:
    """Whether a count up to twice the threshold is few, and one of STEP numbers that rounds it."""
    key = b"".join(part.to_bytes(8, "big") for part in (people.key_a, people.key_b))
    digest = hmac.digest(key, question.encode(), "sha256")
    return digest[0] % 2 == 0, int.from_bytes(digest[1:9], "big") % STEP


def _often(services: int) -> int:
    """How often everybody came on average, at least: so coarse that no single person shows."""
    return max((step for step in _OFTEN if step <= services), default=1)

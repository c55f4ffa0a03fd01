"""The rules in very many random worlds: `python -m tests.soundness 100000` prints the breaches.

The quick form of the same runs with every test, in `test_counting_properties.py` and
`test_combining_properties.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

from dashboard.counting import count, settled
from tests.asking import make_scope
from tests.scopes import place
from tests.worlds import make_world


def try_world(seed: int) -> str:
    """Which firm end of one random answer is wrong: lower, upper, crossed or none."""
    random = Random(seed)
    world, scope = make_world(random), make_scope(random)
    placed = {figure.figure_id: place(figure, scope) for figure in settled(world.figures)}
    answer, truth = count(world.figures, placed, scope.sought), world.truth(scope)
    lower, upper = answer.surely, answer.at_most
    if lower.people > truth and not lower.is_approximate:
        return "lower"
    if upper.people < truth and not (upper.is_approximate or upper.is_open):
        return "upper"
    return "crossed" if lower.people > upper.people else "none"


if __name__ == "__main__":
    first, last = (0, *map(int, sys.argv[1:]))[-2:]
    print(f"{last - first} worlds:", dict(Counter(try_world(n) for n in range(first, last))))

"""The name a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from dashboard.words.folding import fold

_ALIKE, _CONTAINED = 75, 90
_MANY = 20_000


class Names:
    """Names to choose from, each leading to an id."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = {fold(name): identifier for name, identifier in ids.items()}
        self._folded = list(self._ids)

    def nearest(self, value: str | None) -> str:
        """The id with the most similar name, or "" when none is similar."""
        wanted = fold(value or "")
        if wanted in self._ids:
            return self._ids[wanted]
        if len(wanted) < 2:
            return ""
        found = process.extractOne(wanted, self._folded, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if found is None and len(self._folded) < _MANY:
            found = process.extractOne(
                wanted, self._folded, scorer=fuzz.token_set_ratio, score_cutoff=_CONTAINED
            )
        return self._ids[found[0]] if found else ""


def nearest(value: str | None, choices: Iterable[str]) -> str:
    """The most similar choice, or "" when none is similar."""
    return Names({choice: choice for choice in choices}).nearest(value)

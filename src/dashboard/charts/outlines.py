"""The outlines of the counties, which a map is drawn from."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from dashboard.paths import DATA


@cache
def outlines() -> dict[str, Any]:
    """GeoJSON, whose features have the county's code as `id`."""
    path = DATA / "reference" / "ro_counties.geojson"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]

"""An engine that does not answer."""

from __future__ import annotations

from dashboard.errors import DashboardError


class EngineLost(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """The engine that counts the participations cannot be reached; published figures can."""

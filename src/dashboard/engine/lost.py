"""An engine that does not answer, and why, in sentences for its readers."""

from __future__ import annotations

from dashboard.errors import DashboardError
from dashboard.i18n import N_

LOST = N_(
    "The people counted in the register cannot be asked for just now: what is shown are the "
    "published figures alone. Try again in a minute."
)
NOT_PUBLISHED = N_(
    "The people counted in the register are left out: DASHBOARD_PUBLISHED names no folder that "
    "`dashboard publish` has written."
)
PUBLISH_AGAIN = N_(
    "The people counted in the register are left out, because the tables have changed since they "
    "were published: run `dashboard publish` again."
)
NO_PYSPARK = N_(
    "The people counted in the register are left out: DASHBOARD_ENGINE names a Spark, but the "
    "extra `spark` of this package, which brings PySpark, is not installed."
)
NO_JAVA = N_(
    "The people counted in the register are left out: DASHBOARD_ENGINE names a Spark, which needs "
    "Java 17 or newer on this machine."
)


class EngineLost(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """The engine that counts the participations cannot be reached; published figures can."""

"""The one exception a reader can meet."""


class DashboardError(Exception):
    """Something a reader can mend: one sentence saying what happened and what to do."""

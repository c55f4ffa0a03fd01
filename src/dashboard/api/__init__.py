"""The figures for other programs: the same answers, files and words as the pages.

routes(reading) gives what a Starlette application (or st.App) is served with.
"""

from dashboard.api.routes import origins_from_environment, routes

__all__ = ["origins_from_environment", "routes"]

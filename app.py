"""The launcher: served by `streamlit run`, `python`, `dashboard serve` and `uvicorn app:app`."""

from streamlit import App

from dashboard.paths import PACKAGE
from dashboard.web.server import lifespan, middleware, read_our_settings, routes, settings

read_our_settings()
# `streamlit run` reads this file without running it, and must find the call itself to serve more
# than a script: made by a function of ours, it would be an old-style app with no API.
app = App(PACKAGE / "main.py", lifespan=lifespan, middleware=middleware(), routes=routes())

if __name__ == "__main__":
    app.run(config=settings())

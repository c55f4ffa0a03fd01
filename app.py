"""The launcher: `streamlit run app.py`, `python app.py` and `dashboard serve` all serve it."""

from dashboard.server import make_app, settings

app = make_app()

if __name__ == "__main__":
    app.run(config=settings())

"""The store, with the answers about the whole register kept in its build."""

from __future__ import annotations

from dashboard import store
from dashboard.engine import only_embedded
from dashboard.paths import Content
from dashboard.reach.register_rows import prepare


def open_store(content: Content) -> store.Store:
    """The store of the content as it is now; as `dashboard.store.open_store` otherwise."""
    with only_embedded():  # Spark answers from what is published, which comes after
        return store.open_store(content, prepare)

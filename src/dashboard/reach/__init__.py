"""The questions a reader asks: pure functions `(store, filters) -> frame`."""

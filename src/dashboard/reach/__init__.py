"""The questions a reader asks: pure functions `(snapshot, filters) -> frame`."""

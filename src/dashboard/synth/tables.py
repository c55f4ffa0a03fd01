"""Rows gathered for the tables of the store, and written as their CSV files."""

from __future__ import annotations

import csv
from pathlib import Path

from dashboard.store.schema import table

Cell = str | int | float | bool | None


class Tables:
    """The rows of each table, in the order in which they were added."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Cell]]] = {}

    def add(self, name: str, /, **cells: Cell) -> None:
        """One more row; columns left out are not stated."""
        self.rows.setdefault(name, []).append(cells)

    def write(self, folder: Path) -> None:
        """One file a table, with the columns of the schema; ValueError for one it has not."""
        for name, rows in self.rows.items():
            columns = [column.name for column in table(name).columns]
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows({key: _text(cell) for key, cell in row.items()} for row in rows)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)

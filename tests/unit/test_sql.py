"""How SQL is put together: names are quoted, and what is pasted says that it is SQL."""

from __future__ import annotations

from dashboard.store.sql import Sql, fill, listed, literal


def test_a_name_is_quoted_and_a_piece_of_sql_stands_as_it_is() -> None:
    found = fill("select {column} from {rows}", column='a"b', rows=Sql("read_csv($file)"))
    assert found == 'select "a""b" from read_csv($file)'


def test_what_is_not_given_waits_for_a_later_filling() -> None:
    pattern = fill("{column} similar to {pattern}", pattern=literal("[a-z]{2}{3}'"))
    assert fill(pattern, column="word") == "\"word\" similar to '[a-z]{2}{3}'''"


def test_a_list_quotes_names_alone() -> None:
    assert listed(["a", Sql("count(*)")], " and ") == '"a" and count(*)'

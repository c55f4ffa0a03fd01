"""What the last lines of a test run say."""

from types import SimpleNamespace

from tests.closing import left_out, tried_twice


def reports(*names: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(nodeid=name) for name in names]


def test_a_test_that_passed_only_at_its_second_try_is_named() -> None:
    (said,) = tried_twice({"passed": reports("a", "b"), "rerun": reports("b")})
    assert said == "1 TEST PASSED ONLY AT THE SECOND TRY, WHICH IS A FAULT: b"
    (said,) = tried_twice({"passed": reports("a", "b"), "rerun": reports("b", "a", "a")})
    assert said == "2 TESTS PASSED ONLY AT THE SECOND TRY, WHICH IS A FAULT: a, b"


def test_what_failed_twice_has_not_passed() -> None:
    assert not [*tried_twice({"failed": reports("a"), "rerun": reports("a")})]
    assert not [*tried_twice({"error": reports("a"), "rerun": reports("a")})]


def test_nothing_is_said_of_a_run_without_trouble() -> None:
    stats = {"passed": reports("a"), "skipped": [SimpleNamespace(longrepr=("", 1, "not here"))]}
    assert not [*tried_twice(stats), *left_out(stats)]

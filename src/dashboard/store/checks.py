"""Every check of the staged tables, all problems at once."""

from __future__ import annotations

from dashboard.paths import Content
from dashboard.store.checks_columns import check_columns
from dashboard.store.checks_figures import check_figures
from dashboard.store.checks_files import check_files
from dashboard.store.checks_keys import check_keys
from dashboard.store.checks_links import check_links
from dashboard.store.checks_plausible import check_plausible
from dashboard.store.checks_rows import check_rows
from dashboard.store.checks_sources import check_sources
from dashboard.store.checks_trees import check_trees
from dashboard.store.problems import Problem
from dashboard.store.reading import Staged
from dashboard.store.register.checks import check_register


def check_all(content: Content, staged: Staged) -> list[Problem]:
    """What is wrong with the tables as staged, and with the reading of them."""
    check_files(content, staged)
    check_columns(staged)
    check_keys(content, staged)
    check_rows(staged)
    check_trees(staged)
    check_figures(staged)
    check_links(staged)
    check_sources(content, staged)
    check_plausible(staged)
    check_register(content, staged)
    return staged.problems.all()

"""Build in a folder that holds little, and tell what came of it; run in a process of its own.

Arguments: how the room ends, megabytes, the cache folder, two folders of data.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.paths import DATA, Content
from dashboard.reach.opening import open_store
from tests.faults.world import builds, left_over


def limit_files(size: int) -> None:
    """No file of this process may be larger, as with a quota."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def tell(content: Content) -> dict[str, object]:
    try:
        with open_store(content) as store:
            found = store.rows("select count(*) as n from beneficiaries")
            told = [f"{problem.problem} {problem.remedy}" for problem in store.problems]
            return {"build": store.path.name, "figures": found[0]["n"], "problems": told}
    except DashboardError as error:
        return {"sentence": str(error)}


def main() -> None:
    how, megabytes = sys.argv[1], int(sys.argv[2])
    cache, *folders = map(Path, sys.argv[3:])
    for n, folder in enumerate(folders):
        if how == "limit":  # the second build is the one that fails, or the only one
            limit_files(megabytes * 2**20 if n == 1 or len(folders) == 1 else -1)
        content = Content(DATA / "reference", folder / "tables", cache, True, folder.name)
        told = tell(content) | {"builds": builds(content), "left": left_over(content)}
        print(json.dumps(told))


if __name__ == "__main__":
    main()

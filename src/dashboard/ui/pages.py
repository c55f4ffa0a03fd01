"""The pages: their scripts, names in the bar, and addresses. Addresses stay when names change."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.i18n import N_

# The script in pages/, and its name in the bar.
PAGES: dict[str, str] = {
    "overview": N_("Overview"),
    "years": N_("Years"),
    "target_groups": N_("Groups"),
    "counties": N_("Places"),
    "funders": N_("Funders"),
    "projects": N_("Projects"),
    "outcomes": N_("Results"),
    "export": N_("Export"),
    "about": N_("About"),
}
# What there is for staff beside them; for everybody else there is no such page.
FOR_STAFF: dict[str, str] = {"data": N_("Data")}


def url_path(script: str) -> str:
    """The address under the server's: `target-groups`; "" for the first page."""
    return "" if script == "overview" else script.replace("_", "-")


SCRIPTS: Mapping[str, str] = {url_path(script): script for script in (*PAGES, *FOR_STAFF)}

"""The docs name what there is, and their examples are true."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.paths import DOCS, PACKAGE, ROOT
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.filters import YEAR_MODES
from dashboard.settings import VARIABLES, Variable
from dashboard.store.schema import table

PAGES = sorted((ROOT / "pages").glob("*.py"))
TEXTS = sorted(
    [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "data").rglob("*.md")],
    key=lambda path: path.as_posix(),
)
_LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([^)\s]+))?\)")
_CONSOLE = re.compile(r"```console\n(.+?)```", re.DOTALL)
_TABLE = re.compile(r"`tables/(\w+)\.csv`:\n\n```csv\n(.+?)```", re.DOTALL)
_BAD_ROW = re.compile(r"are wrong:\n\n```csv\n(.+?)```\n\n```text\n\$ [^\n]+\n(.+?)```", re.DOTALL)
# The brackets keep this file from finding itself.
_OURS_ALONE = re.compile(r"(?<![\w.~])/(?:work|root|home)/\w|py[p]i\.org|python[h]osted|npm[j]s\.")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"```.+?```", "", text, flags=re.DOTALL)


def examples(text: str) -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks that names the dashboard, and what it prints."""
    found = []
    for block in _CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _newline, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path, *, is_fine: bool = True) -> str:
    """What a command of the docs prints when it is given in `folder`, errors too."""
    before, _dashboard, arguments = command.partition("dashboard ")
    environment = {"DASHBOARD_CACHE": str(folder / "cache"), "DASHBOARD_DATA": ""}
    if before:
        environment["DASHBOARD_DATA"] = str(folder / before.strip().partition("=")[2])
    own = str(folder / "my-figures")
    parts = [own if part == "my-figures" else part for part in arguments.split()]
    result = CliRunner().invoke(main, parts, env=environment)
    assert (result.exit_code == 0) is is_fine, result.output
    return result.output


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """The folder that holds the `my-figures` of docs/own-data.md."""
    tables = tmp_path / "my-figures" / "tables"
    tables.mkdir(parents=True)
    for name, rows in _TABLE.findall(read("docs/own-data.md")):
        (tables / f"{name}.csv").write_text(rows, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_names_every_command_with_an_example(command: str) -> None:
    assert f"**{command}**" in read("README.md")
    assert f"$ dashboard {command}" in read("README.md")


@pytest.mark.parametrize("name", BREAKDOWN_NAMES)
def test_the_readme_names_every_breakdown(name: str) -> None:
    assert name.replace("-", " ") in " ".join(read("README.md").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_architecture_names_every_page(page: Path) -> None:
    assert f"`pages/{page.name}`" in read("docs/architecture.md")


def test_the_architecture_names_every_module() -> None:
    text = read("docs/architecture.md")
    files = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert [name for name in sorted(files | folders) if f"`{name}`" not in text] == []


def test_the_nouns_of_the_architecture_stand_where_it_says() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| `([\w/]+\.py)` \|", read("docs/architecture.md"), re.MULTILINE
    )
    assert 20 < len(rows) <= 40, "few nouns: look for the one that has the idea"
    code = {name: (PACKAGE / file).read_text(encoding="utf-8") for name, file in rows}
    assert [name for name in code if f"\nclass {name}" not in code[name]] == []


@pytest.mark.parametrize("variable", VARIABLES.values(), ids=lambda variable: variable.name)
def test_the_deployment_guide_explains_every_setting(variable: Variable) -> None:
    plain = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", read("docs/deployment.md")).replace("`", "")
    (row,) = re.findall(rf"^\| {variable.name} \| (.+) \|$", plain, re.MULTILINE)[:1]
    told, without = row.split(" | ")
    assert variable.help.replace("`", "") in told
    assert without.startswith(variable.default)


def test_the_deployment_guide_names_the_variables_of_streamlit_that_are_read() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    variables = set(re.findall(r'"(STREAMLIT_[A-Z_]+)"', code))
    assert len(variables) >= 2
    text = read("docs/deployment.md")
    assert [name for name in sorted(variables) if f"| `{name}` |" not in text] == []


def test_the_service_may_write_where_its_builds_and_its_quotes_go() -> None:
    unit = read("docs/deployment.md").partition("# /etc/systemd/system/")[2].partition("```")[0]
    named = dict(re.findall(r"^Environment=(\w+)=(.+)$", unit, re.MULTILINE))
    writable = set(re.findall(r"^ReadWritePaths=(.+)$", unit, re.MULTILINE))
    writable |= {f"/var/cache/{name}" for name in re.findall(r"^CacheDirectory=(.+)$", unit, re.M)}
    assert {named["DASHBOARD_DATA"], named["DASHBOARD_CACHE"]} <= writable


@pytest.mark.parametrize("column", ["qualifier", "basis"])
def test_the_counting_rules_explain_every_value(column: str) -> None:
    text = read("docs/counting.md")
    allowed = table("beneficiaries").column(column).allowed
    assert allowed
    assert [value for value in allowed if f"| `{value}` |" not in text] == []


@pytest.mark.parametrize("mode", YEAR_MODES)
def test_the_counting_rules_explain_every_year_mode(mode: str) -> None:
    assert f"| `{mode}` |" in read("docs/counting.md")


def test_the_counting_rules_name_files_and_tests_that_exist() -> None:
    text = read("docs/counting.md")
    folders = (PACKAGE, ROOT / "tests" / "unit")
    named = set(re.findall(r"`([\w/]+\.py)`", text))
    assert len(named) > 10
    assert [name for name in named if not any((f / name).exists() for f in folders)] == []


def test_the_worked_example_of_the_counting_rules_adds_up() -> None:
    rows = re.findall(r"^\| [A-F] \| (\d+) \| (\d+) \|", read("docs/counting.md"), re.MULTILINE)
    sums = [sum(int(row[n]) for row in rows) for n in (0, 1)]
    assert (len(rows), sums) == (6, [790, 590])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_and_picture_exists(path: Path) -> None:
    targets = [target for target, _ in _LINK.findall(without_code(path.read_text("utf-8")))]
    broken = []
    for target in (t for t in targets if t and "://" not in t and not t.startswith("mailto:")):
        file = (path.parent / target).resolve()
        is_coming = DOCS / "pictures" in file.parents and not (DOCS / "pictures").exists()
        if not is_coming and not file.exists():
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_to_a_heading_finds_it(path: Path) -> None:
    for target, anchor in _LINK.findall(without_code(path.read_text("utf-8"))):
        if anchor and "://" not in target:
            text = (path.parent / target if target else path).read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", h).lower().replace(" ", "-") for h in headings]
            assert anchor in slugs, f"{target}#{anchor}"


def test_the_examples_of_the_readme_print_what_it_shows(tmp_path: Path) -> None:
    shown = [(c, out) for c, out in examples(read("README.md")) if c.startswith("dashboard")]
    assert len(shown) == 2
    for command, output in shown:
        assert run(command, tmp_path) == output


def test_the_folder_of_the_guide_to_own_data_works(own_folder: Path) -> None:
    shown = examples(read("docs/own-data.md"))
    assert len(shown) == 2
    for command, output in shown:
        assert run(command, own_folder) == output


def test_the_problems_of_the_guide_to_own_data_are_told_as_shown(own_folder: Path) -> None:
    [(row, problems)] = _BAD_ROW.findall(read("docs/own-data.md"))
    figures = own_folder / "my-figures" / "tables" / "beneficiaries.csv"
    figures.write_text(figures.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert run("dashboard check my-figures", own_folder, is_fine=False) == problems


def test_no_tracked_text_names_a_machine_or_a_registry() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("what is tracked is known only in a git repository")
    asked = [git, "-c", "safe.directory=*", "-C", str(ROOT)]  # it may be another user's
    listed = subprocess.run(
        [*asked, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    found = []
    for path in (ROOT / name for name in listed.stdout.split("\0") if name):
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" not in data and _OURS_ALONE.search(data.decode("utf-8", errors="ignore")):
            found.append(path.relative_to(ROOT).as_posix())
    assert found == []


def test_the_service_may_write_where_its_quoted_figures_and_builds_lie() -> None:
    unit = re.search(r"```ini\n(.*?)```", (DOCS / "deployment.md").read_text("utf-8"), re.DOTALL)
    assert unit
    lines = [line.split("=", 1) for line in unit[1].splitlines() if "=" in line]
    variables = dict(value.split("=", 1) for name, value in lines if name == "Environment")
    given = {name: value for name, value in lines if name != "Environment"}
    assert given["ReadWritePaths"] == variables["DASHBOARD_DATA"]
    assert f"/var/cache/{given['CacheDirectory']}" == variables["DASHBOARD_CACHE"]

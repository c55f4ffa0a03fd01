"""A tiny content: two organisations, two programmes, three projects, and the six figures of the
worked example in the counting rules, as CSV text."""

from __future__ import annotations

from pathlib import Path

from dashboard.paths import Content

REFERENCE = {
    "counties": """\
county_code,name,nuts3_code,siruta_code,region,is_historic_moldova
RO-BC,Bacău,RO211,4,Nord-Est,true
RO-IS,Iași,RO213,22,Nord-Est,true
RO-CJ,Cluj,RO113,12,Nord-Vest,false
""",
    "areas": """\
area_id,name_en,name_ro,kind
RO-BC,Bacău,Bacău,county
RO-IS,Iași,Iași,county
RO-CJ,Cluj,Cluj,county
not-stated,Not stated,Nespecificat,not-stated
""",
    "area_counties": """\
area_id,county_code
RO-BC,RO-BC
RO-IS,RO-IS
RO-CJ,RO-CJ
""",
    "target_groups": """\
target_group_id,parent_id,name_en,name_ro,audience,age_class,definition_en,definition_ro
children,people,Children,Copii,supported,child,,
people,,People supported,Persoane sprijinite,supported,mixed,,
parents,people,Parents,Părinți,supported,adult,,
educators,,Educators,Cadre didactice,professionals,adult,,
""",
}
TABLES = {
    "areas": "area_id,name_en,name_ro,kind\niasi-bacau,Iași and Bacău,Iași și Bacău,counties\n",
    "area_counties": "area_id,county_code\niasi-bacau,RO-IS\niasi-bacau,RO-BC\n",
    "sources": """\
source_id,title,publisher,published_on,retrieved_on,language,document,title_ro
report,Annual report 2016,Alternative,2017,2026-11,en,report.pdf,
""",
    "organisations": """\
organisation_id,name,short_name,county_code,founded_year,name_ro
alternative,Asociația Alternative,Alternative,RO-IS,1997,
network,Rețeaua de sprijin,,,,
""",
    "organisation_relations": """\
from_organisation_id,to_organisation_id,kind,since,note_en,note_ro,source_id,locator,locator_ro
alternative,network,member,2010,,,report,p. 2,
""",
    "programmes": """\
programme_id,organisation_id,name_en,name_ro
children-left,alternative,Children left behind,Copii rămași acasă
school,alternative,School,Școală
""",
    "projects": """\
project_id,programme_id,kind,title_en,title_ro,period,summary_en,summary_ro,website,source_id,locator,locator_ro
day-centre,children-left,service,Day centre,Centru de zi,2016,Care.,Îngrijire.,,report,p. 3,
parents-too,children-left,project,Parents too,Și părinții,2016,Counsel.,Consiliere.,,report,p. 4,
teachers,school,project,Teachers,Profesori,2015..2016,Training.,Formare.,,report,p. 5,
""",
    "funders": "funder_id,name,kind,name_ro\nrich-fund,Rich Fund,foundation,\n",
    "project_funding": """\
funding_id,project_id,organisation_id,funder_id,via_funder_id,role,amount,currency,amount_kind,\
period,note_en,note_ro,source_id,locator,locator_ro
grant-1,day-centre,,rich-fund,,funder,1000.50,EUR,grant,2016,,,report,p. 9,
""",
    "beneficiaries": """\
figure_id,project_id,programme_id,organisation_id,label_en,label_ro,target_group_id,area_id,period,\
people,people_max,qualifier,published_as,basis,part_of,same_as,supersedes,from_register,source_id,\
locator,note_en,note_ro,locator_ro
a,day-centre,,,Assisted,Asistați,children,iasi-bacau,2016,100,,exact,100,unique,,,,false,report,p3,,,
b,day-centre,,,Support,Sprijin,children,iasi-bacau,2016,60,,exact,60,unique,a,,,false,report,p3,,,
c,parents-too,,,Counselled,Consiliați,parents,iasi-bacau,2016,100,,exact,100,unique,,,,false,report,p4,,,
d,,,alternative,In all,În total,children,not-stated,2016,330,,exact,330,unique,,,,false,report,p1,,,
e,teachers,,,Trained,Instruiți,educators,RO-IS,2016,160,,exact,160,unique,,,,false,report,p5,,,
f,parents-too,,,Met,Întâlniri,parents,iasi-bacau,2016,100,,exact,100,attendance,,,,false,report,p4,,,
""",
    "outcomes": """\
outcome_id,project_id,programme_id,organisation_id,area_id,kind,indicator_en,indicator_ro,unit_en,\
unit_ro,baseline,target,value,value_max,value_text_en,value_text_ro,qualifier,published_as,period,\
source_id,locator,note_en,note_ro,locator_ro
marks,teachers,,,RO-IS,outcome,Marks,Note,%,%,,50,42.5,,,,exact,42.5%,2016,report,p5,,,
""",
}


def write(folder: Path) -> Content:
    """The tiny content in a folder of its own."""
    for name, tables in (("reference", REFERENCE), ("tables", TABLES)):
        (folder / name).mkdir(parents=True)
        for table, text in tables.items():
            (folder / name / f"{table}.csv").write_text(text, encoding="utf-8")
    return Content(folder / "reference", folder / "tables", folder / "cache", True, "tiny")


def edit(content: Content, table: str, old: str, new: str, times: int = 1) -> None:
    """Replace text in a table that must hold it; an own table stands before a reference one."""
    own = content.tables / f"{table}.csv"
    path = own if own.exists() else content.reference / own.name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def append(content: Content, table: str, *lines: str) -> None:
    with (content.tables / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def figure(figure_id: str, **given: str | int) -> str:
    """A line of beneficiaries: a figure of the day centre in 2016, except for what is given."""
    columns = TABLES["beneficiaries"].splitlines()[0].split(",")
    usual: dict[str, str | int] = {
        "project_id": "day-centre",
        "label_en": "x",
        "label_ro": "x",
        "target_group_id": "children",
        "area_id": "iasi-bacau",
        "period": "2016",
        "people": 10,
        "qualifier": "exact",
        "published_as": given.get("people", 10),
        "basis": "unique",
        "from_register": "false",
        "source_id": "report",
        "locator": "p. 3",
    }
    cells = usual | {"figure_id": figure_id} | given
    return ",".join(str(cells.get(column, "")) for column in columns)

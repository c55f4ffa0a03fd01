"""What the network's documents say beside numbers of people: who, where, for whom, who paid."""

from __future__ import annotations

from dashboard.period import years
from dashboard.synth.draws import Draws
from dashboard.synth.network import LAST_YEAR, Network, Project
from dashboard.synth.tables import Tables
from dashboard.synth.words import FUNDERS, INTERMEDIARY, made_up

SOURCE = "made-up-network"
_RECORDS = 3  # the stream of chance that this module draws from
_PARTNER_COUNTRIES = ("ES", "IT", "MD", "NO", "PL", "PT")
_PAYING = tuple(slug for slug, *_ in FUNDERS if slug != INTERMEDIARY)


def add_records(tables: Tables, network: Network) -> None:
    """Every table but the figures of people."""
    draws = Draws(network.seed, _RECORDS)
    _add_sources(tables, network)
    _add_organisations(tables, draws, network)
    for project in network.projects:
        _add_project(tables, draws, network, project)
    for slug, kind, text in FUNDERS:
        english, romanian = made_up(text)
        tables.add(
            "funders", funder_id=f"made-up-{slug}", name=english, kind=kind, name_ro=romanian
        )
    for project in network.projects:
        _add_funding(tables, draws, project)
        _add_outcomes(tables, draws, project)


def report_of(organisation_id: str) -> str:
    return f"{organisation_id}-report"


def _add_sources(tables: Tables, network: Network) -> None:
    command = f"dashboard synth --people {network.people} --seed {network.seed}"
    made = f"made by `dashboard synth` with seed {network.seed}"
    made_ro = f"din comanda `dashboard synth`, cu seed {network.seed}"
    titles: list[tuple[str, str, str, str | None]] = [
        (SOURCE, "Made-up network", "Rețea (inventat)", None)
    ]
    for organisation in network.organisations:
        english, romanian = organisation.short
        titles.append(
            (
                report_of(organisation.organisation_id),
                f"Annual reports, {english}",
                f"Rapoarte anuale, {romanian}",
                organisation.names[0],
            )
        )
    for source_id, english, romanian, publisher in titles:
        tables.add(
            "sources",
            source_id=source_id,
            title=f"{english}, {made}",
            publisher=publisher,
            published_on=str(LAST_YEAR + 1),
            language="en",
            document=command,
            title_ro=f"{romanian}, {made_ro}",
        )


def _add_organisations(tables: Tables, draws: Draws, network: Network) -> None:
    for organisation in network.organisations:
        tables.add(
            "organisations",
            organisation_id=organisation.organisation_id,
            name=organisation.names[0],
            short_name=organisation.short[0],
            county_code=organisation.county,
            founded_year=organisation.founded,
            name_ro=organisation.short[1],
        )
    first = network.organisations[0]
    for organisation in network.organisations[1:]:
        tables.add(
            "organisation_relations",
            from_organisation_id=organisation.organisation_id,
            to_organisation_id=first.organisation_id,
            kind=draws.one_of(("member", "member", "associate", "partner")),
            since=str(draws.between(max(first.founded, organisation.founded), LAST_YEAR)),
            **_place(draws, SOURCE),
        )
    for programme in network.programmes:
        tables.add(
            "programmes",
            programme_id=programme.programme_id,
            organisation_id=network.organisations[programme.organisation].organisation_id,
            name_en=programme.names[0],
            name_ro=programme.names[1],
        )


def _add_project(tables: Tables, draws: Draws, network: Network, project: Project) -> None:
    english, romanian = project.titles
    lead = network.organisations[project.organisation].organisation_id
    tables.add(
        "projects",
        project_id=project.project_id,
        programme_id=network.programmes[project.programme].programme_id,
        kind=project.kind,
        title_en=english,
        title_ro=romanian,
        period=str(project.period),
        summary_en=f"{english}: a made-up {project.kind} to try the dashboard with.",
        summary_ro=f"{romanian}: o activitate inventată, pentru încercarea tabloului de bord.",
        **_place(draws, report_of(lead)),
    )
    tables.add("project_partners", project_id=project.project_id, organisation_id=lead, role="lead")
    others = [o.organisation_id for o in network.organisations if o.organisation_id != lead]
    for partner in draws.shuffled(others)[: draws.one_of((0, 0, 1, 1, 2, 4))]:
        role = draws.one_of(("partner", "partner", "partner", "host", "network"))
        tables.add(
            "project_partners", project_id=project.project_id, organisation_id=partner, role=role
        )
    for country in draws.shuffled(_PARTNER_COUNTRIES)[: draws.one_of((0, 0, 0, 0, 2))]:
        tables.add("project_countries", project_id=project.project_id, country_code=country)
    for county in project.counties:
        tables.add("project_areas", project_id=project.project_id, area_id=county)
    for group, _ in project.theme.groups:
        tables.add("project_target_groups", project_id=project.project_id, target_group_id=group)


def _add_funding(tables: Tables, draws: Draws, project: Project) -> None:
    """One to three funders; the grants of one of them come through another."""
    chosen = draws.shuffled(_PAYING)[: draws.one_of((1, 1, 1, 2, 3))]
    for slug in chosen:
        via = INTERMEDIARY if slug == "northern-grants" else None
        _add_grant(tables, draws, project, slug, "funder", via)
        if via:
            _add_grant(tables, draws, project, via, "intermediary", None)


def _add_grant(
    tables: Tables, draws: Draws, project: Project, slug: str, role: str, via: str | None
) -> None:
    has_amount = role == "funder" and draws.below(4) > 0
    kind = draws.one_of(("grant", "grant", "grant", "co-funding", "project-total", "in-kind"))
    hundreds = draws.between(5, 60) ** 2
    tables.add(
        "project_funding",
        funding_id=f"{project.project_id}-{slug}",
        project_id=project.project_id,
        funder_id=f"made-up-{slug}",
        via_funder_id=f"made-up-{via}" if via else None,
        role=role,
        amount=f"{hundreds * 100}.00" if has_amount else None,
        currency=draws.one_of(("EUR", "EUR", "RON")) if has_amount else None,
        amount_kind=kind if has_amount else None,
        period=str(years(project.years[0], project.years[-1])),
        **_place(draws, SOURCE),
    )


def _add_outcomes(tables: Tables, draws: Draws, project: Project) -> None:
    _add_meetings(tables, draws, project)
    if draws.below(3) == 0:
        _add_answers(tables, draws, project)


def _add_meetings(tables: Tables, draws: Draws, project: Project) -> None:
    english, romanian = project.titles
    meetings = draws.between(2, 40)
    tables.add(
        "outcomes",
        outcome_id=f"{project.project_id}-meetings",
        area_id=project.counties[0],
        kind="output",
        indicator_en=f"Meetings held: {english}",
        indicator_ro=f"Întâlniri ținute: {romanian}",
        unit_en="meeting|meetings",
        unit_ro="întâlnire|întâlniri",
        value=meetings,
        qualifier="exact",
        published_as=str(meetings),
        project_id=project.project_id,
        period=str(project.period),
        **_place(draws, SOURCE),
    )


def _add_answers(tables: Tables, draws: Draws, project: Project) -> None:
    english, romanian = project.titles
    baseline = draws.between(10, 50)
    reached = baseline + draws.between(-3, 35)
    tables.add(
        "outcomes",
        outcome_id=f"{project.project_id}-satisfied",
        area_id="not-stated",
        kind="outcome",
        indicator_en=f"Answered that life got better: {english}",
        indicator_ro=f"Au răspuns că viața s-a îmbunătățit: {romanian}",
        unit_en="%",
        unit_ro="%",
        baseline=baseline,
        target=baseline + 20,
        value=reached,
        qualifier="exact",
        published_as=f"{reached}%",
        project_id=project.project_id,
        period=str(project.period),
        **_place(draws, SOURCE),
    )


def _place(draws: Draws, source: str) -> dict[str, str]:
    page = draws.between(2, 60)
    return {"source_id": source, "locator": f"Page {page}", "locator_ro": f"Pagina {page}"}

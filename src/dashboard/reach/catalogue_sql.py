"""What the catalogue reads of a build."""

from __future__ import annotations

FIGURES = """
    select b.* replace (coalesce(b.programme_id, p.programme_id) as programme_id),
           g.audience, g.age_class, a.kind as area_kind, a.country_code,
           p.period as project_period,
           s.document as source_document, s.address as web,
           coalesce(b.organisation_id, m.organisation_id) as owner_organisation_id
    from beneficiaries b
    join target_groups g using (target_group_id)
    join areas a using (area_id)
    join sources s using (source_id)
    left join projects p on p.project_id = b.project_id
    left join programmes m on m.programme_id = coalesce(b.programme_id, p.programme_id)
    order by b.figure_id
"""
APART = "select one_kind, one_id, other_kind, other_id, reading from apart order by all"
INVOLVED = """
    select project_id, organisation_id from project_partners
    union select project_id, organisation_id from projects join programmes using (programme_id)
"""
GROUPS = """
    select project_id, target_group_id from project_target_groups
    union select project_id, target_group_id from beneficiaries where project_id is not null
      and figure_id not in (select supersedes from beneficiaries where supersedes is not null)
"""
COUNTIES = """
    select project_id, county_code from project_areas join area_counties using (area_id)
    union select project_id, county_code from beneficiaries join area_counties using (area_id)
    where project_id is not null
      and figure_id not in (select supersedes from beneficiaries where supersedes is not null)
"""
FUNDERS = """
    with standing as (
        from project_funding where project_id is not null and funding_id not in (
            select supersedes from project_funding where supersedes is not null
        )
    )
    select project_id, funder_id from standing
    union select project_id, via_funder_id from standing where via_funder_id is not null
"""
# One name a language; a short name wins where space is short, and tables have the full one.
NAMES = {
    "organisations": """
        select organisation_id as row_id, coalesce(short_name, name) as en,
               coalesce(name_ro, short_name, name) as ro
        from organisations
    """,
    "programmes": "select programme_id as row_id, name_en as en, name_ro as ro from programmes",
    "projects": "select project_id as row_id, title_en as en, title_ro as ro from projects",
    "target_groups": """
        select target_group_id as row_id, name_en as en, name_ro as ro from target_groups
    """,
    "counties": """
        select county_code as row_id, a.name_en as en, a.name_ro as ro
        from counties join areas a on a.area_id = county_code
    """,
    "areas": "select area_id as row_id, name_en as en, name_ro as ro from areas",
    "funders": """
        select funder_id as row_id, name as en, coalesce(name_ro, name) as ro from funders
        where funder_id not in (select continues from funders where continues is not null)
    """,
    "sources": """
        select source_id as row_id, title as en, coalesce(title_ro, title) as ro from sources
    """,
    "figures": "select figure_id as row_id, label_en as en, label_ro as ro from beneficiaries",
    "definitions": """
        select target_group_id as row_id, definition_en as en, definition_ro as ro
        from target_groups
    """,
}

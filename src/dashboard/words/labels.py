"""The words of every list of values that schema.sql checks, each list once.

A key of LABELS is a table and its column. The texts are marked here; `_` says them to a reader.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dashboard.i18n import N_, _

AREA_KINDS = {
    "county": N_("county"),
    "counties": N_("several counties, not split"),
    "region": N_("region"),
    "country": N_("country"),
    "abroad": N_("abroad"),
    "not-stated": N_("not stated"),
}
AUDIENCES = {
    "supported": N_("People supported"),
    "professionals": N_("Professionals trained or informed"),
    "public": N_("Wider public"),
}
AGE_CLASSES = {
    "child": N_("children"),
    "adult": N_("adults"),
    "mixed": N_("children and adults"),
}
TIE_KINDS = {
    "member": N_("{one} is a member of {other}"),
    "associate": N_("{one} is associated with {other}"),
    "founder": N_("{one} founded {other}"),
    "partner": N_("{one} is a partner of {other}"),
    "branch": N_("{one} is a branch of {other}"),
    "adviser": N_("{one} gave expertise to {other}"),
    "continues": N_("{one} carries on the work of {other}"),
}
PROJECT_KINDS = {
    "project": N_("project"),
    "service": N_("year-round service"),
    "campaign": N_("campaign"),
    "study": N_("study"),
    "event": N_("event"),
}
PARTNER_ROLES = {
    "lead": N_("lead"),
    "coordinator": N_("coordinator"),
    "partner": N_("partner"),
    "host": N_("host"),
    "network": N_("network"),
}
FUNDER_KINDS = {
    "eu": N_("European Union"),
    "eea-norway": N_("EEA and Norway Grants"),
    "un": N_("United Nations"),
    "public": N_("public institution"),
    "corporate": N_("companies"),
    "foundation": N_("foundation"),
    "ngo": N_("organisation"),
    "private": N_("people’s donations"),
    "own": N_("own means"),
}
FUNDING_ROLES = {
    "funder": N_("funder"),
    "intermediary": N_("passed the money on"),
    "donor": N_("donor"),
}
AMOUNT_KINDS = {
    "grant": N_("grant"),
    "co-funding": N_("co-funding"),
    "project-total": N_("total value of the project, not a grant"),
    "in-kind": N_("goods or services"),
}
FUNDING_STAGES = {
    "promised": N_("promised"),
    "paid": N_("paid"),
    "returned": N_("given back"),
}
SUPPORT = {
    "money": N_("money"),
    "goods": N_("goods or services"),
    "passed-on": N_("passed on to others"),
}
QUALIFIERS = {
    "exact": N_("exactly"),
    "at_least": N_("at least"),
    "almost": N_("almost"),
    "about": N_("about"),
    "up_to": N_("up to"),
    "between": N_("between two numbers"),
}
BASES = {
    "unique": N_("each person once"),
    "register": N_("registered on the last day of the period"),
    "attendance": N_("attendance: a person may be counted several times"),
}
READINGS = {
    "basis": N_("how people were counted"),
    "period": N_("period"),
    "area": N_("place"),
    "group": N_("target group"),
    "tie": N_("part of, or the same as"),
    "number": N_("number"),
}
UNITS = {"person": N_("people"), "household": N_("households")}
PLACES = {"home": N_("where they live"), "service": N_("where they were helped")}
OUTCOME_KINDS = {
    "output": N_("What was done"),
    "outcome": N_("What changed, or is to change"),
    "recognition": N_("Awards"),
    "context": N_("About the country, not about anyone’s work"),
}
BETTER = {
    "higher": N_("more is better"),
    "lower": N_("less is better"),
    "neither": N_("neither is better"),
}
OVER_PERIODS = {
    "latest": N_("the latest value counts"),
    "sum": N_("values are added up"),
    "none": N_("each value stands alone"),
}
OVER_PLACES = {kind: OVER_PERIODS[kind] for kind in ("sum", "none")}
RECORD_KINDS = {
    "area": N_("area"),
    "figure": N_("figure"),
    "funder": N_("funder"),
    "funding": N_("part of a funder"),
    "indicator": N_("indicator"),
    "organisation": N_("organisation"),
    "outcome": N_("result"),
    "programme": N_("programme"),
    "project": N_("project"),
    "source": N_("source"),
    "target-group": N_("target group"),
}
APART_KINDS = {kind: RECORD_KINDS[kind] for kind in ("figure", "target-group", "project", "source")}
SEXES = {"female": N_("women and girls"), "male": N_("men and boys"), "other": N_("other")}
AGE_BANDS = {
    "0-4": N_("0 – 4 years"),
    "5-9": N_("5 – 9 years"),
    "10-13": N_("10 – 13 years"),
    "14-17": N_("14 – 17 years"),
    "18-24": N_("18 – 24 years"),
    "25-34": N_("25 – 34 years"),
    "35-49": N_("35 – 49 years"),
    "50-64": N_("50 – 64 years"),
    "65+": N_("65 years and over"),
}
LABELS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("areas", "kind"): AREA_KINDS,
    ("target_groups", "audience"): AUDIENCES,
    ("target_groups", "age_class"): AGE_CLASSES,
    ("organisation_relations", "kind"): TIE_KINDS,
    ("projects", "kind"): PROJECT_KINDS,
    ("project_partners", "role"): PARTNER_ROLES,
    ("funders", "kind"): FUNDER_KINDS,
    ("project_funding", "role"): FUNDING_ROLES,
    ("project_funding", "amount_kind"): AMOUNT_KINDS,
    ("project_funding", "stage"): FUNDING_STAGES,
    ("project_funding", "support"): SUPPORT,
    ("beneficiaries", "qualifier"): QUALIFIERS,
    ("beneficiaries", "basis"): BASES,
    ("beneficiaries", "sex"): SEXES,
    ("beneficiaries", "unit"): UNITS,
    ("beneficiaries", "place_is"): PLACES,
    ("indicators", "better"): BETTER,
    ("indicators", "over_periods"): OVER_PERIODS,
    ("indicators", "over_places"): OVER_PLACES,
    ("outcomes", "kind"): OUTCOME_KINDS,
    ("outcomes", "qualifier"): QUALIFIERS,
    ("outcomes", "sex"): SEXES,
    ("apart", "one_kind"): APART_KINDS,
    ("apart", "other_kind"): APART_KINDS,
    ("aliases", "kind"): RECORD_KINDS,
    ("participations", "sex"): SEXES,
    ("participations", "age_band"): AGE_BANDS,
}


def reading_text(readings: Collection[str]) -> str:
    """What of a number is our interpretation, in words; "" where nothing is."""
    told = ", ".join(_(words) for name, words in READINGS.items() if name in readings)
    return _("our reading: {what}").format(what=told) if told else ""


def lowered(name: str) -> str:
    """A name inside a line of words: `children`, but `NGO staff`."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name

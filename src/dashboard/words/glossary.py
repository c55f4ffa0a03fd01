"""The words of the field and the rules of counting, as a reader meets them."""

from dashboard.i18n import N_

# Printed beside the word wherever it is explained; `Reason` in the counting rules names the same.
ASSUMPTIONS = N_(
    "Five assumptions stand behind “at least”. Different people are: those of different audiences; "
    "those whose places have none in common; adults, and the children of the same year or a later "
    "one; women and men; and those declared to have nobody in common."
)
RULES = (
    N_("A figure keeps its words: “over 1,000” is shown as 1,000+, “almost 200” as ≈ 200."),
    N_(
        "Every total is a range. **At least** is the largest number of people that cannot be the "
        "same ones twice; **at most** adds every figure that is no part of another."
    ),
    ASSUMPTIONS,
    N_("Over the years a child grows up: children and adults of two years may be the same."),
    N_(
        "A part is not counted again: children who had psychological support are among the "
        "children assisted."
    ),
    N_(
        "Attendance adds nothing to **at least**, since one person may come several times; it "
        "counts at the upper end."
    ),
    N_(
        "A register at two year ends gives two figures of two years; they are not added to "
        "what is certain."
    ),
    N_(
        "A filter takes in figures that lie inside it at both ends, and figures that only "
        "touch it at the upper end; the page says how many."
    ),
    N_("Rows of a chart are never added up: each row, and the total, is its own answer."),
    N_(
        "A funder is shown with the reach it contributed to; projects with several funders "
        "count in full for each."
    ),
    N_("Money stays in its currency, and the total value of a project is not a grant."),
    N_(
        "Institutions, communities, meetings, daily rates, targets, awards and facts about "
        "the country are never people."
    ),
)
GLOSSARY = (
    (
        N_("at least"),
        N_("the lower end of a range: different people, none counted twice; in files “surely”"),
    ),
    (N_("at most"), N_("the upper end of a range: everyone the reports name, parts counted once")),
    (
        N_("touching"),
        N_("a figure whose place, period or group is wider than the filter, or not stated"),
    ),
    (N_("as reported"), N_("under the label the document uses, not split and not regrouped")),
    (N_("attendance"), N_("people counted each time they come")),
    (N_("register"), N_("people on a list on the last day of the period")),
    (N_("participation"), N_("one person’s part in a project on one day; also called a service")),
    (
        N_("counted"),
        N_("from the participations an organisation keeps: each person once, told in steps"),
    ),
    (N_("reported"), N_("as a document says it; the people may be those counted as well")),
    (N_("threshold"), N_("under it a count of people is hidden, with nobody in it too")),
    (N_("contributed to"), N_("the whole reach of every project a funder has a part in")),
    (N_("outcome"), N_("what changed, or is to change; an output is what was done")),
    (N_("context"), N_("a fact about the country that is nobody’s result")),
    (N_("not split"), N_("one figure for several counties, which the document does not divide")),
)

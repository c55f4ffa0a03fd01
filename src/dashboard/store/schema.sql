-- The store: one table a CSV file, in the order in which they refer to each other.
-- The comments are the data dictionary; the importer's column help and the docs are made from them.
-- NOT NULL marks a value that must be given, unless it has a DEFAULT; everything else a document may
-- leave unsaid. A CHECK (x_en IS NOT NULL OR x_ro IS NOT NULL) asks for one language of the two.

CREATE TABLE counties (
    county_code VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    nuts3_code VARCHAR NOT NULL,
    siruta_code INTEGER NOT NULL,
    region VARCHAR NOT NULL,
    is_historic_moldova BOOLEAN NOT NULL
);
COMMENT ON TABLE counties IS 'The 42 counties of Romania.';
COMMENT ON COLUMN counties.county_code IS 'ISO 3166-2 code, for example RO-IS.';
COMMENT ON COLUMN counties.name IS 'Name with comma-below diacritics.';
COMMENT ON COLUMN counties.nuts3_code IS 'NUTS 3 code of the European Union.';
COMMENT ON COLUMN counties.siruta_code IS 'County code in SIRUTA, the Romanian register of territorial units.';
COMMENT ON COLUMN counties.region IS 'Development region the county belongs to.';
COMMENT ON COLUMN counties.is_historic_moldova IS 'Whether the county lies in the historic region Moldova inside Romania.';

CREATE TABLE areas (
    area_id VARCHAR PRIMARY KEY,
    name_en VARCHAR,
    name_ro VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('county', 'counties', 'region', 'country', 'not-stated', 'abroad')),
    country_code VARCHAR,
    CHECK (name_en IS NOT NULL OR name_ro IS NOT NULL),
    CHECK (country_code IS NULL OR kind = 'abroad')
);
COMMENT ON TABLE areas IS 'Where people live: a county, several, a region, the country, a place abroad, or not stated.';
COMMENT ON COLUMN areas.area_id IS 'Permanent id; a single county has its county_code.';
COMMENT ON COLUMN areas.name_en IS 'Name in English.';
COMMENT ON COLUMN areas.name_ro IS 'Name in Romanian.';
COMMENT ON COLUMN areas.kind IS 'county, counties, region, country, not-stated, or abroad: outside Romania, with no counties.';
COMMENT ON COLUMN areas.country_code IS 'ISO 3166-1 code of the country of a place abroad, for example MD; empty when it is not stated.';

CREATE TABLE area_counties (
    area_id VARCHAR NOT NULL REFERENCES areas (area_id),
    county_code VARCHAR NOT NULL REFERENCES counties (county_code),
    PRIMARY KEY (area_id, county_code)
);
COMMENT ON TABLE area_counties IS 'The counties an area consists of; an area that is not stated has none.';
COMMENT ON COLUMN area_counties.area_id IS 'The area.';
COMMENT ON COLUMN area_counties.county_code IS 'A county of it.';

CREATE TABLE target_groups (
    target_group_id VARCHAR PRIMARY KEY,
    parent_id VARCHAR REFERENCES target_groups (target_group_id),
    name_en VARCHAR,
    name_ro VARCHAR,
    audience VARCHAR NOT NULL CHECK (audience IN ('supported', 'professionals', 'public')),
    age_class VARCHAR NOT NULL CHECK (age_class IN ('child', 'adult', 'mixed')),
    definition_en VARCHAR,
    definition_ro VARCHAR,
    CHECK (name_en IS NOT NULL OR name_ro IS NOT NULL)
);
COMMENT ON TABLE target_groups IS 'Whom the work is for, as a tree.';
COMMENT ON COLUMN target_groups.target_group_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN target_groups.parent_id IS 'The wider group this one belongs to; empty at the top of the tree.';
COMMENT ON COLUMN target_groups.name_en IS 'Name in English.';
COMMENT ON COLUMN target_groups.name_ro IS 'Name in Romanian.';
COMMENT ON COLUMN target_groups.audience IS 'supported (people helped), professionals (people trained or informed for their work) or public.';
COMMENT ON COLUMN target_groups.age_class IS 'child, adult or mixed; within one year children and adults are different people.';
COMMENT ON COLUMN target_groups.definition_en IS 'Who belongs to the group, in English.';
COMMENT ON COLUMN target_groups.definition_ro IS 'Who belongs to the group, in Romanian.';

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    publisher VARCHAR,
    published_on VARCHAR,
    retrieved_on VARCHAR,
    language VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    title_ro VARCHAR,
    address VARCHAR,
    stored_copy VARCHAR,
    stored_copy_sha256 VARCHAR,
    is_public BOOLEAN NOT NULL DEFAULT false
);
COMMENT ON TABLE sources IS 'A published document that figures were taken from.';
COMMENT ON COLUMN sources.source_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN sources.title IS 'Title of the document.';
COMMENT ON COLUMN sources.title_ro IS 'Title in Romanian, where the title is a description; empty when it reads the same.';
COMMENT ON COLUMN sources.publisher IS 'Who published it; empty when the document does not say.';
COMMENT ON COLUMN sources.published_on IS 'When it was published (a period); empty when the document does not say.';
COMMENT ON COLUMN sources.retrieved_on IS 'When it was read (a period).';
COMMENT ON COLUMN sources.language IS 'Language of the document, as a two-letter code.';
COMMENT ON COLUMN sources.document IS 'File name or address of the document.';
COMMENT ON COLUMN sources.address IS 'Address on the web, where readers can open it: https://…';
COMMENT ON COLUMN sources.stored_copy IS 'A copy of the document inside the folder, as a path from the folder: copies/report.pdf.';
COMMENT ON COLUMN sources.stored_copy_sha256 IS 'SHA-256 of the copy, 64 hexadecimal digits; the check says when the copy is another file now.';
COMMENT ON COLUMN sources.is_public IS 'Whether everybody may be given the stored copy; empty means that it is for staff only.';

CREATE TABLE organisations (
    organisation_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR,
    county_code VARCHAR REFERENCES counties (county_code),
    founded_year INTEGER,
    name_ro VARCHAR
);
COMMENT ON TABLE organisations IS 'An organisation named in a document: runs projects, takes part, founds or hosts.';
COMMENT ON COLUMN organisations.organisation_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN organisations.name IS 'Full name.';
COMMENT ON COLUMN organisations.short_name IS 'Name used where space is short.';
COMMENT ON COLUMN organisations.county_code IS 'County of its seat, when stated.';
COMMENT ON COLUMN organisations.name_ro IS 'Name in Romanian, short where space is short; empty when it reads the same.';
COMMENT ON COLUMN organisations.founded_year IS 'Year it was founded, when stated.';

CREATE TABLE organisation_relations (
    from_organisation_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    to_organisation_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    kind VARCHAR NOT NULL CHECK (kind IN ('member', 'associate', 'founder', 'partner', 'branch', 'adviser', 'continues')),
    since VARCHAR,
    note_en VARCHAR,
    note_ro VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    locator VARCHAR NOT NULL,
    locator_ro VARCHAR,
    PRIMARY KEY (from_organisation_id, to_organisation_id, kind)
);
COMMENT ON TABLE organisation_relations IS 'A tie between two organisations that is not about one project.';
COMMENT ON COLUMN organisation_relations.from_organisation_id IS 'The organisation that is member, associate, founder, partner, branch, adviser, or that continues the other.';
COMMENT ON COLUMN organisation_relations.to_organisation_id IS 'The organisation it is tied to.';
COMMENT ON COLUMN organisation_relations.kind IS 'member, associate, founder, partner, branch, adviser (gave expertise) or continues (carries on the work of).';
COMMENT ON COLUMN organisation_relations.since IS 'Since when (a period), when stated.';
COMMENT ON COLUMN organisation_relations.note_en IS 'What the tie is about, in English.';
COMMENT ON COLUMN organisation_relations.note_ro IS 'What the tie is about, in Romanian.';
COMMENT ON COLUMN organisation_relations.source_id IS 'The document that says so.';
COMMENT ON COLUMN organisation_relations.locator IS 'Where in the document.';
COMMENT ON COLUMN organisation_relations.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';

CREATE TABLE programmes (
    programme_id VARCHAR PRIMARY KEY,
    organisation_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    name_en VARCHAR,
    name_ro VARCHAR,
    reading BOOLEAN NOT NULL DEFAULT false,
    CHECK (name_en IS NOT NULL OR name_ro IS NOT NULL)
);
COMMENT ON TABLE programmes IS 'A line of work of an organisation.';
COMMENT ON COLUMN programmes.programme_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN programmes.organisation_id IS 'The organisation whose line of work it is.';
COMMENT ON COLUMN programmes.name_en IS 'Name in English.';
COMMENT ON COLUMN programmes.name_ro IS 'Name in Romanian.';
COMMENT ON COLUMN programmes.reading IS 'Whether the line of work is our grouping, and no document names it.';

CREATE TABLE projects (
    project_id VARCHAR PRIMARY KEY,
    programme_id VARCHAR NOT NULL REFERENCES programmes (programme_id),
    kind VARCHAR NOT NULL CHECK (kind IN ('project', 'service', 'campaign', 'study', 'event')),
    title_en VARCHAR,
    title_ro VARCHAR,
    period VARCHAR,
    summary_en VARCHAR,
    summary_ro VARCHAR,
    website VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    locator VARCHAR NOT NULL,
    locator_ro VARCHAR,
    CHECK (title_en IS NOT NULL OR title_ro IS NOT NULL),
    CHECK (summary_en IS NOT NULL OR summary_ro IS NOT NULL)
);
COMMENT ON TABLE projects IS 'A project, a year-round service, a campaign, a study or an event.';
COMMENT ON COLUMN projects.project_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN projects.programme_id IS 'The line of work it belongs to.';
COMMENT ON COLUMN projects.kind IS 'project, service (year-round), campaign, study or event; only a project counts as a project.';
COMMENT ON COLUMN projects.title_en IS 'Title in English.';
COMMENT ON COLUMN projects.title_ro IS 'Title in Romanian.';
COMMENT ON COLUMN projects.period IS 'When it ran (a period), when stated.';
COMMENT ON COLUMN projects.summary_en IS 'What it did, in English.';
COMMENT ON COLUMN projects.summary_ro IS 'What it did, in Romanian.';
COMMENT ON COLUMN projects.website IS 'Its own web site, when stated.';
COMMENT ON COLUMN projects.source_id IS 'The document that describes it.';
COMMENT ON COLUMN projects.locator IS 'Where in the document.';
COMMENT ON COLUMN projects.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';

CREATE TABLE project_partners (
    project_id VARCHAR NOT NULL REFERENCES projects (project_id),
    organisation_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    role VARCHAR NOT NULL CHECK (role IN ('lead', 'coordinator', 'partner', 'host', 'network')),
    PRIMARY KEY (project_id, organisation_id, role)
);
COMMENT ON TABLE project_partners IS 'The part an organisation has in a project.';
COMMENT ON COLUMN project_partners.project_id IS 'The project.';
COMMENT ON COLUMN project_partners.organisation_id IS 'The organisation.';
COMMENT ON COLUMN project_partners.role IS 'lead, coordinator, partner, host or network.';

CREATE TABLE project_countries (
    project_id VARCHAR NOT NULL REFERENCES projects (project_id),
    country_code VARCHAR NOT NULL,
    PRIMARY KEY (project_id, country_code)
);
COMMENT ON TABLE project_countries IS 'Countries from which a project has partners that the document does not name.';
COMMENT ON COLUMN project_countries.project_id IS 'The project.';
COMMENT ON COLUMN project_countries.country_code IS 'ISO 3166-1 code of the country, for example ES.';

CREATE TABLE project_areas (
    project_id VARCHAR NOT NULL REFERENCES projects (project_id),
    area_id VARCHAR NOT NULL REFERENCES areas (area_id),
    locality VARCHAR
);
COMMENT ON TABLE project_areas IS 'Where a project worked, which need not be where its people live.';
COMMENT ON COLUMN project_areas.project_id IS 'The project.';
COMMENT ON COLUMN project_areas.area_id IS 'The area it worked in.';
COMMENT ON COLUMN project_areas.locality IS 'Town, village or address inside the area, when stated.';

CREATE TABLE project_target_groups (
    project_id VARCHAR NOT NULL REFERENCES projects (project_id),
    target_group_id VARCHAR NOT NULL REFERENCES target_groups (target_group_id),
    PRIMARY KEY (project_id, target_group_id)
);
COMMENT ON TABLE project_target_groups IS 'Whom a project is for, also where no number of people is published.';
COMMENT ON COLUMN project_target_groups.project_id IS 'The project.';
COMMENT ON COLUMN project_target_groups.target_group_id IS 'A group it is for.';

CREATE TABLE funders (
    funder_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('eu', 'eea-norway', 'un', 'public', 'corporate', 'foundation', 'ngo', 'private', 'own')),
    name_ro VARCHAR,
    continues VARCHAR
);
COMMENT ON TABLE funders IS 'Who gave money or goods.';
COMMENT ON COLUMN funders.funder_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN funders.name IS 'Name of the funder.';
COMMENT ON COLUMN funders.name_ro IS 'Name in Romanian; empty when it reads the same.';
COMMENT ON COLUMN funders.kind IS 'eu, eea-norway, un, public, corporate, foundation, ngo, private (donations of people) or own.';
COMMENT ON COLUMN funders.continues IS 'The funder that this one was before: renamed, or merged into this one.';

CREATE TABLE project_funding (
    funding_id VARCHAR PRIMARY KEY,
    project_id VARCHAR REFERENCES projects (project_id),
    organisation_id VARCHAR REFERENCES organisations (organisation_id),
    funder_id VARCHAR NOT NULL REFERENCES funders (funder_id),
    via_funder_id VARCHAR REFERENCES funders (funder_id),
    role VARCHAR NOT NULL CHECK (role IN ('funder', 'intermediary', 'donor')),
    amount DECIMAL(18, 2) CHECK (amount >= 0),
    currency VARCHAR,
    amount_kind VARCHAR CHECK (amount_kind IN ('grant', 'co-funding', 'project-total', 'in-kind')),
    period VARCHAR,
    note_en VARCHAR,
    note_ro VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    locator VARCHAR NOT NULL,
    locator_ro VARCHAR,
    stage VARCHAR CHECK (stage IN ('promised', 'paid', 'returned')),
    supersedes VARCHAR,
    support VARCHAR CHECK (support IN ('money', 'goods', 'passed-on')),
    CHECK ((project_id IS NULL) <> (organisation_id IS NULL)),
    CHECK (amount IS NULL OR (currency IS NOT NULL AND amount_kind IS NOT NULL))
);
COMMENT ON TABLE project_funding IS 'A funder''s part in a project, or in an organisation''s work when no project is named.';
COMMENT ON COLUMN project_funding.funding_id IS 'Permanent id.';
COMMENT ON COLUMN project_funding.project_id IS 'The project funded; empty when the document names none.';
COMMENT ON COLUMN project_funding.organisation_id IS 'The organisation funded, when no project is named.';
COMMENT ON COLUMN project_funding.funder_id IS 'Who gave.';
COMMENT ON COLUMN project_funding.via_funder_id IS 'Through whom the money came, one step nearer to the project.';
COMMENT ON COLUMN project_funding.role IS 'funder, intermediary (passes money on) or donor (gives goods or small gifts).';
COMMENT ON COLUMN project_funding.amount IS 'Amount in the currency beside it, when stated.';
COMMENT ON COLUMN project_funding.currency IS 'ISO 4217 code, for example EUR; amounts are never added across currencies.';
COMMENT ON COLUMN project_funding.amount_kind IS 'grant, co-funding, project-total (the value of the whole project, which is not a grant) or in-kind.';
COMMENT ON COLUMN project_funding.period IS 'When it was given (a period), when stated.';
COMMENT ON COLUMN project_funding.note_en IS 'What it was for or how it came, in English.';
COMMENT ON COLUMN project_funding.note_ro IS 'What it was for or how it came, in Romanian.';
COMMENT ON COLUMN project_funding.source_id IS 'The document that says so.';
COMMENT ON COLUMN project_funding.locator IS 'Where in the document.';
COMMENT ON COLUMN project_funding.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';
COMMENT ON COLUMN project_funding.stage IS 'promised, paid or returned (given back by the project, written without a minus sign); empty when not stated.';
COMMENT ON COLUMN project_funding.supersedes IS 'The row this one replaces, such as a budget that was revised; the old one is kept and not counted.';
COMMENT ON COLUMN project_funding.support IS 'money, goods (goods or services) or passed-on (money of another funder); empty means what role and amount_kind say.';

CREATE TABLE beneficiaries (
    figure_id VARCHAR PRIMARY KEY,
    project_id VARCHAR REFERENCES projects (project_id),
    programme_id VARCHAR REFERENCES programmes (programme_id),
    organisation_id VARCHAR REFERENCES organisations (organisation_id),
    label_en VARCHAR,
    label_ro VARCHAR,
    target_group_id VARCHAR NOT NULL REFERENCES target_groups (target_group_id),
    area_id VARCHAR NOT NULL REFERENCES areas (area_id),
    period VARCHAR,
    people BIGINT NOT NULL CHECK (people >= 0),
    people_max BIGINT,
    qualifier VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'at_least', 'almost', 'about', 'up_to', 'between')),
    published_as VARCHAR NOT NULL,
    basis VARCHAR NOT NULL CHECK (basis IN ('unique', 'register', 'attendance')),
    part_of VARCHAR,
    same_as VARCHAR,
    supersedes VARCHAR,
    from_register BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    locator VARCHAR NOT NULL,
    note_en VARCHAR,
    note_ro VARCHAR,
    locator_ro VARCHAR,
    sex VARCHAR CHECK (sex IN ('female', 'male', 'other')),
    age_from INTEGER CHECK (age_from BETWEEN 0 AND 130),
    age_to INTEGER CHECK (age_to BETWEEN 0 AND 130),
    unit VARCHAR NOT NULL DEFAULT 'person' CHECK (unit IN ('person', 'household')),
    place_is VARCHAR NOT NULL DEFAULT 'home' CHECK (place_is IN ('home', 'service')),
    reading VARCHAR,
    CHECK ((project_id IS NOT NULL)::INTEGER + (programme_id IS NOT NULL)::INTEGER + (organisation_id IS NOT NULL)::INTEGER = 1),
    CHECK ((qualifier = 'between') = (people_max IS NOT NULL)),
    CHECK (people_max IS NULL OR people_max >= people),
    CHECK (part_of IS NULL OR same_as IS NULL),
    CHECK (label_en IS NOT NULL OR label_ro IS NOT NULL),
    CHECK (age_to >= age_from)
);
COMMENT ON TABLE beneficiaries IS 'A published figure: so many people, of one target group, in one area, in one period.';
COMMENT ON COLUMN beneficiaries.figure_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN beneficiaries.project_id IS 'The project the figure belongs to; or a programme, or an organisation as a whole: exactly one of the three.';
COMMENT ON COLUMN beneficiaries.programme_id IS 'The programme the figure belongs to, when no one project is named.';
COMMENT ON COLUMN beneficiaries.organisation_id IS 'The organisation the figure belongs to as a whole.';
COMMENT ON COLUMN beneficiaries.label_en IS 'Who the people are and what they received, in English.';
COMMENT ON COLUMN beneficiaries.label_ro IS 'Who the people are and what they received, in Romanian.';
COMMENT ON COLUMN beneficiaries.target_group_id IS 'The group the people belong to, as reported.';
COMMENT ON COLUMN beneficiaries.area_id IS 'Where the people live; not-stated when the document does not say.';
COMMENT ON COLUMN beneficiaries.period IS 'When, as published: 2016, 2011..2013, 2022-05..2023-08, 2023-10.. (still running), or empty.';
COMMENT ON COLUMN beneficiaries.people IS 'The number of people published; for between, the lower of the two.';
COMMENT ON COLUMN beneficiaries.people_max IS 'The higher of the two numbers; only for between.';
COMMENT ON COLUMN beneficiaries.qualifier IS 'exact, at_least, almost, about, up_to or between.';
COMMENT ON COLUMN beneficiaries.published_as IS 'The number as the document prints it, with its qualifying word.';
COMMENT ON COLUMN beneficiaries.basis IS 'unique (each person once), register (on a register on the last day of the period) or attendance (a person may be in it several times).';
COMMENT ON COLUMN beneficiaries.part_of IS 'The figure whose people these are among.';
COMMENT ON COLUMN beneficiaries.same_as IS 'A figure about the same people published elsewhere.';
COMMENT ON COLUMN beneficiaries.supersedes IS 'The figure this one corrects; the old one is kept and not counted.';
COMMENT ON COLUMN beneficiaries.from_register IS 'Whether the number was counted from the participations that are also loaded.';
COMMENT ON COLUMN beneficiaries.source_id IS 'The document that says so.';
COMMENT ON COLUMN beneficiaries.locator IS 'Where in the document.';
COMMENT ON COLUMN beneficiaries.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';
COMMENT ON COLUMN beneficiaries.note_en IS 'What a reader must know, above all where a reading is ours, in English.';
COMMENT ON COLUMN beneficiaries.note_ro IS 'What a reader must know, above all where a reading is ours, in Romanian.';
COMMENT ON COLUMN beneficiaries.sex IS 'Sex of the people, when all of them have the same; empty for both or not stated.';
COMMENT ON COLUMN beneficiaries.age_from IS 'Youngest age, in whole years, inclusive; when stated.';
COMMENT ON COLUMN beneficiaries.age_to IS 'Oldest age, in whole years, inclusive; when stated.';
COMMENT ON COLUMN beneficiaries.unit IS 'What was counted: person or household; so many households are at least so many people.';
COMMENT ON COLUMN beneficiaries.place_is IS 'What the area is: home (where the people live) or service (where they were helped).';
COMMENT ON COLUMN beneficiaries.reading IS 'Which parts of the row are our interpretation, separated by |: basis, period, area, group, tie, number. The note says why.';

CREATE TABLE indicators (
    indicator_id VARCHAR PRIMARY KEY,
    name_en VARCHAR,
    name_ro VARCHAR,
    unit_en VARCHAR,
    unit_ro VARCHAR,
    better VARCHAR NOT NULL DEFAULT 'higher' CHECK (better IN ('higher', 'lower', 'neither')),
    over_periods VARCHAR NOT NULL DEFAULT 'none' CHECK (over_periods IN ('latest', 'sum', 'none')),
    over_places VARCHAR NOT NULL DEFAULT 'none' CHECK (over_places IN ('sum', 'none')),
    code_list VARCHAR,
    code VARCHAR,
    CHECK (name_en IS NOT NULL OR name_ro IS NOT NULL),
    CHECK ((code_list IS NULL) = (code IS NULL))
);
COMMENT ON TABLE indicators IS 'What outcomes measure, where several share it: its direction, and what may be added.';
COMMENT ON COLUMN indicators.indicator_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN indicators.name_en IS 'Name in English.';
COMMENT ON COLUMN indicators.name_ro IS 'Name in Romanian.';
COMMENT ON COLUMN indicators.unit_en IS 'Unit of its values, in English: one form, or singular|plural; percent is written %.';
COMMENT ON COLUMN indicators.unit_ro IS 'Unit of its values, in Romanian: one form, or singular|plural.';
COMMENT ON COLUMN indicators.better IS 'higher, lower (a target is reached at or below it) or neither.';
COMMENT ON COLUMN indicators.over_periods IS 'What several periods give together: latest (the last one), sum or none.';
COMMENT ON COLUMN indicators.over_places IS 'What several places give together: sum or none; a rate is never added.';
COMMENT ON COLUMN indicators.code_list IS 'The list its code is taken from, for example the Sustainable Development Goals.';
COMMENT ON COLUMN indicators.code IS 'Its code in that list.';

CREATE TABLE outcomes (
    outcome_id VARCHAR PRIMARY KEY,
    project_id VARCHAR REFERENCES projects (project_id),
    programme_id VARCHAR REFERENCES programmes (programme_id),
    organisation_id VARCHAR REFERENCES organisations (organisation_id),
    area_id VARCHAR NOT NULL REFERENCES areas (area_id),
    kind VARCHAR NOT NULL CHECK (kind IN ('output', 'outcome', 'recognition', 'context')),
    indicator_en VARCHAR,
    indicator_ro VARCHAR,
    unit_en VARCHAR,
    unit_ro VARCHAR,
    baseline DOUBLE,
    target DOUBLE,
    value DOUBLE,
    value_max DOUBLE,
    value_text_en VARCHAR,
    value_text_ro VARCHAR,
    qualifier VARCHAR CHECK (qualifier IN ('exact', 'at_least', 'almost', 'about', 'up_to', 'between')),
    published_as VARCHAR,
    period VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources (source_id),
    locator VARCHAR NOT NULL,
    note_en VARCHAR,
    note_ro VARCHAR,
    locator_ro VARCHAR,
    indicator_id VARCHAR REFERENCES indicators (indicator_id),
    baseline_period VARCHAR,
    supersedes VARCHAR,
    sex VARCHAR CHECK (sex IN ('female', 'male', 'other')),
    age_from INTEGER CHECK (age_from BETWEEN 0 AND 130),
    age_to INTEGER CHECK (age_to BETWEEN 0 AND 130),
    CHECK ((project_id IS NOT NULL)::INTEGER + (programme_id IS NOT NULL)::INTEGER + (organisation_id IS NOT NULL)::INTEGER = (kind <> 'context')::INTEGER),
    CHECK (value_max IS NULL OR value_max >= value),
    CHECK (indicator_en IS NOT NULL OR indicator_ro IS NOT NULL),
    CHECK (age_to >= age_from)
);
COMMENT ON TABLE outcomes IS 'An output, an outcome, a recognition or a context fact: everything that is not a number of people reached.';
COMMENT ON COLUMN outcomes.outcome_id IS 'Permanent id, readable by people.';
COMMENT ON COLUMN outcomes.project_id IS 'The project it belongs to; or a programme, or an organisation: exactly one, and none for context.';
COMMENT ON COLUMN outcomes.programme_id IS 'The programme it belongs to, when no one project is named.';
COMMENT ON COLUMN outcomes.organisation_id IS 'The organisation it belongs to as a whole.';
COMMENT ON COLUMN outcomes.area_id IS 'Where; not-stated when the document does not say.';
COMMENT ON COLUMN outcomes.kind IS 'output (what was done), outcome (what changed or is to change), recognition (an award, a praise) or context (a fact about a country).';
COMMENT ON COLUMN outcomes.indicator_en IS 'What is measured or stated, in English.';
COMMENT ON COLUMN outcomes.indicator_ro IS 'What is measured or stated, in Romanian.';
COMMENT ON COLUMN outcomes.unit_en IS 'Unit of the numbers, in English: one form, or singular|plural; percent is written %.';
COMMENT ON COLUMN outcomes.unit_ro IS 'Unit of the numbers, in Romanian: one form, or singular|plural.';
COMMENT ON COLUMN outcomes.baseline IS 'Value before the work began, when stated.';
COMMENT ON COLUMN outcomes.target IS 'Value aimed at, when stated.';
COMMENT ON COLUMN outcomes.value IS 'Value reached, when stated; for between, the lower of the two.';
COMMENT ON COLUMN outcomes.value_max IS 'The higher of the two values; only for between.';
COMMENT ON COLUMN outcomes.value_text_en IS 'The result in words where it is no number, in English.';
COMMENT ON COLUMN outcomes.value_text_ro IS 'The result in words where it is no number, in Romanian.';
COMMENT ON COLUMN outcomes.qualifier IS 'exact, at_least, almost, about, up_to or between.';
COMMENT ON COLUMN outcomes.published_as IS 'The number as the document prints it, with its qualifying word.';
COMMENT ON COLUMN outcomes.period IS 'When (a period), when stated.';
COMMENT ON COLUMN outcomes.source_id IS 'The document that says so.';
COMMENT ON COLUMN outcomes.locator IS 'Where in the document.';
COMMENT ON COLUMN outcomes.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';
COMMENT ON COLUMN outcomes.note_en IS 'What a reader must know, in English.';
COMMENT ON COLUMN outcomes.note_ro IS 'What a reader must know, in Romanian.';
COMMENT ON COLUMN outcomes.indicator_id IS 'The indicator that is measured, where several outcomes share one or its direction matters.';
COMMENT ON COLUMN outcomes.baseline_period IS 'When the baseline was measured (a period), when stated.';
COMMENT ON COLUMN outcomes.supersedes IS 'The outcome this one corrects; the old one is kept and not shown.';
COMMENT ON COLUMN outcomes.sex IS 'Sex of the people measured, when all of them have the same; empty for both or not stated.';
COMMENT ON COLUMN outcomes.age_from IS 'Youngest age of the people measured, in whole years, inclusive; when stated.';
COMMENT ON COLUMN outcomes.age_to IS 'Oldest age of the people measured, in whole years, inclusive; when stated.';

CREATE TABLE apart (
    one_kind VARCHAR NOT NULL CHECK (one_kind IN ('figure', 'target-group', 'project', 'source')),
    one_id VARCHAR NOT NULL,
    other_kind VARCHAR NOT NULL CHECK (other_kind IN ('figure', 'target-group', 'project', 'source')),
    other_id VARCHAR NOT NULL,
    source_id VARCHAR REFERENCES sources (source_id),
    locator VARCHAR,
    locator_ro VARCHAR,
    note_en VARCHAR,
    note_ro VARCHAR,
    reading BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (one_kind, one_id, other_kind, other_id),
    CHECK (source_id IS NOT NULL OR reading)
);
COMMENT ON TABLE apart IS 'Two figures, groups, projects or sources of which nobody is in both: their people are surely different.';
COMMENT ON COLUMN apart.one_kind IS 'What one_id names: figure, target-group, project or source.';
COMMENT ON COLUMN apart.one_id IS 'One of the two; for a group, those under it as well.';
COMMENT ON COLUMN apart.other_kind IS 'What other_id names: figure, target-group, project or source.';
COMMENT ON COLUMN apart.other_id IS 'The other of the two.';
COMMENT ON COLUMN apart.source_id IS 'The document that says so; empty when it is our reading.';
COMMENT ON COLUMN apart.locator IS 'Where in the document.';
COMMENT ON COLUMN apart.locator_ro IS 'Where in the document, in Romanian; empty when it reads the same.';
COMMENT ON COLUMN apart.note_en IS 'Why they share nobody, in English.';
COMMENT ON COLUMN apart.note_ro IS 'Why they share nobody, in Romanian.';
COMMENT ON COLUMN apart.reading IS 'Whether it is our interpretation and no document says so.';

CREATE TABLE aliases (
    kind VARCHAR NOT NULL CHECK (kind IN ('area', 'figure', 'funder', 'funding', 'indicator', 'organisation', 'outcome', 'programme', 'project', 'source', 'target-group')),
    text VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    PRIMARY KEY (kind, text)
);
COMMENT ON TABLE aliases IS 'Other names of an id: one that it had before, its identifier elsewhere, or how files write it.';
COMMENT ON COLUMN aliases.kind IS 'What the id names. Links, filters and quotes follow all but indicators and sources, which no link names.';
COMMENT ON COLUMN aliases.text IS 'The other name or the old id; it leads to the id.';
COMMENT ON COLUMN aliases.id IS 'The id that stands for it now.';

CREATE TABLE participations (
    person_id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL REFERENCES projects (project_id),
    target_group_id VARCHAR NOT NULL REFERENCES target_groups (target_group_id),
    county_code VARCHAR REFERENCES counties (county_code),
    date DATE NOT NULL,
    sex VARCHAR CHECK (sex IN ('female', 'male', 'other')),
    age_band VARCHAR CHECK (age_band IN ('0-4', '5-9', '10-13', '14-17', '18-24', '25-34', '35-49', '50-64', '65+'))
);
COMMENT ON TABLE participations IS 'A person taking part in a project on a date: an organisation''s own register. Also read gzipped, as Parquet, and from many files in a folder participations/. No two rows are the same.';
COMMENT ON COLUMN participations.person_id IS 'An opaque id of the person, the same in every row: never a name, a CNP, an e-mail address or a telephone number. The store keeps a number made from it that leads back to nobody.';
COMMENT ON COLUMN participations.project_id IS 'The project or service.';
COMMENT ON COLUMN participations.target_group_id IS 'The group the person belongs to.';
COMMENT ON COLUMN participations.county_code IS 'The county the person lives in; empty when not known.';
COMMENT ON COLUMN participations.date IS 'The day, like 2024-03-31; it lies within the period of the project.';
COMMENT ON COLUMN participations.sex IS 'Sex of the person, when known.';
COMMENT ON COLUMN participations.age_band IS 'Age of the person on the day, in years, when known.';

"""Projects and year-round services, for staff: search the list, open one.

A project's people are the answer for that project alone; services without a number show none.
"""

from dashboard.i18n import _
from dashboard.reach.projects import count_projects, projects, projects_unplaced
from dashboard.ui import data, findings, notes, session
from dashboard.ui.project import project_list, project_page

filters = session.current()
listed = data.ask(projects, filters)

notes.title(_("Projects and services"), findings.projects(data.ask(count_projects, filters)))
if listed.empty:
    notes.nothing_found()
else:
    project_list(listed, data.ask(projects_unplaced, filters))
project_page(listed, filters)

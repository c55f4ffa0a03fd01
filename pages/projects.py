"""Projects and year-round services, for staff: search the list, open one.

A project's people are the answer for that project alone; services without a number show none.
"""

from dashboard.reach.projects import projects, projects_unplaced
from dashboard.ui import data, findings, notes, session
from dashboard.ui.project import asked_project, project_list, project_page

filters, asked = session.current(), asked_project()
if asked:
    project_page(asked, filters)
else:
    listed = data.ask(projects, filters)
    notes.finding(findings.projects(listed))
    if listed.empty:
        notes.nothing_found()
    else:
        project_list(listed, data.ask(projects_unplaced, filters))

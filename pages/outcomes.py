"""What became of the targets, and everything else that is not a number of people.

Context about the country is shown apart and is never anyone's result.
"""

from dashboard.reach.outcomes import outcomes, outcomes_unplaced, targets
from dashboard.ui import data, findings, notes, session
from dashboard.ui.outcome import asked_outcome, folded_outcomes, target_table

filters = session.current()
rows, aims = data.ask(outcomes, filters), data.ask(targets, filters)
verdict, told = findings.targets(aims), findings.outcomes(rows, len(aims))

notes.finding(verdict or told, told if verdict else "")
if rows.empty:
    notes.nothing_found()
else:
    asked_outcome(rows)
    if not aims.empty:
        target_table(aims)
    has_target = rows["outcome_id"].isin(aims["outcome_id"])
    folded_outcomes(rows[~has_target])
notes.unplaced_note(data.ask(outcomes_unplaced, filters))

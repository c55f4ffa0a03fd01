"""Random small worlds with a register: who took part in some projects, and figures counted from it.

A register names its project, and the project its programme, organisations and funders; person and
month are as in `tests.worlds`. The truth is the number of different people in the events of the
figures and in the register, where the filter asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from dashboard.counting import Figure
from dashboard.engine import Count
from tests.people import AUDIENCES, NAMED, Event, Person, Published, is_in, most, some
from tests.scopes import Scope
from tests.telling import label
from tests.worlds import World, is_named, is_wanted, look, make_world, randoms

Register = dict[str, frozenset[Event]]


@dataclass(frozen=True)
class RegisterWorld:
    """`registered` holds a figure of no people for each project, with all that it is named by;
    of the people in `unsaid` the register does not say the sex."""

    world: World
    register: Register
    registered: dict[str, Figure]
    unsaid: frozenset[Person] = frozenset()

    @property
    def figures(self) -> list[Figure]:
        return self.world.figures

    def taking_part(self, scope: Scope) -> Iterator[tuple[str, Event]]:
        """Project and event of the register's rows that `scope` asks for."""
        for project_id, events in self.register.items():
            if is_named(self.registered[project_id], scope):
                yield from ((project_id, event) for event in events if is_wanted(event, scope))

    def counted(self, scope: Scope, audience: str = "") -> tuple[Count, Count]:
        """Whom the register counts surely, of one audience if any is named; and who may be meant
        besides, since their sex is not said."""
        sure, maybe = (
            {each for _project, each in self.taking_part(asked) if _is_of(each.person, audience)}
            for asked in (scope, replace(scope, sexes=frozenset()))
        )
        if not scope.sexes:
            return _count(sure), _count(())
        surely = [each for each in sure if each.person not in self.unsaid]
        return _count(surely), _count(each for each in maybe if each.person in self.unsaid)

    def truth(self, scope: Scope) -> int:
        figure_ids = [figure.figure_id for figure in self.figures]
        return len(
            self.reported(scope, figure_ids) | {e.person for _, e in self.taking_part(scope)}
        )

    def reported(self, scope: Scope, figure_ids: Collection[str]) -> set[Person]:
        """Who the figures named are about, as far as `scope` asks for them."""
        return {
            event.person
            for each in self.world.published
            if each.figure.figure_id in figure_ids and is_named(each.figure, scope)
            for event in each.events
            if is_wanted(event, scope, each.service)
        }


def _is_of(person: Person, audience: str) -> bool:
    return audience in ("", person.audience)


def _count(events: Iterable[Event]) -> Count:
    listed = list(events)
    return Count(len({event.person for event in listed}), len(listed))


def make_register_world(random: Random) -> RegisterWorld:
    """A world of figures; to it come a register, and figures that were counted from it."""
    world = make_world(random)
    projects = {project_id: _make_project(random, project_id) for project_id in NAMED["projects"]}
    register = {p: _enrol(random, world) for p in most(random, NAMED["projects"])}
    published = list(world.published)
    for n in range(random.randrange(4) if register else 0):
        project = projects[random.choice(sorted(register))]
        whole = random.choice(published) if random.randrange(2) else None
        published.append(_count_from(random, f"r{n}", register, project, whole))
    kept = {p: events for p, events in register.items() if random.randrange(5)}
    unsaid = frozenset(some(random, some(random, world.people)))
    return RegisterWorld(World(world.people, tuple(published)), kept, projects, unsaid)


def _make_project(random: Random, project_id: str) -> Figure:
    return Figure(
        project_id,
        0,
        project_id=project_id,
        programme_id=random.choice((None, *NAMED["programmes"])),
        organisations=frozenset(most(random, NAMED["organisations"])),
        funders=frozenset(most(random, NAMED["funders"])),
    )


def _enrol(random: Random, world: World) -> frozenset[Event]:
    events = [Event(person, month) for person in world.people for month in sorted(person.months)]
    return frozenset(most(random, events))


def _count_from(
    random: Random, figure_id: str, register: Register, project: Figure, whole: Published | None
) -> Published:
    """A figure of one project's register; with `whole`, a part of that figure."""
    limit = whole.figure if whole else None
    within = limit.period if limit else None
    rows = register[project.project_id or ""]
    people = whole.people if whole else {event.person for event in rows}
    seen = look(random, people, limit.audience if limit else random.choice(AUDIENCES), within)
    events = frozenset(
        event for event in seen & rows if within is None or is_in(event.month, within)
    )
    made = label(random, figure_id, events, limit)
    named = replace(
        made.figure,
        project_id=project.project_id,
        programme_id=project.programme_id,
        organisations=project.organisations,
        funders=project.funders,
        part_of=limit.figure_id if limit else None,
        audience=limit.audience if limit else made.figure.audience,
        from_register=True,
    )
    service = whole.service if whole and not named.places else made.service
    return Published(named, events, service)


register_worlds = randoms.map(make_register_world)

"""How safe the office's data is: one light, one sentence, the next thing to do, and the facts.

Each fact is a small function in `safety_facts.FACTS` (or given by another service through
`watch`); to watch something more, write a function and add it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wardapp.core.errors import WardError
from wardapp.core.progress import Progress
from wardapp.core.safety import CheckReport, Light, SafetyFact, SafetyState
from wardapp.services.backups import Backups
from wardapp.services.desk import Desk
from wardapp.services.safety_check import check_all, last_report
from wardapp.services.safety_facts import FACTS, Look
from wardapp.services.second_places import SecondPlaces
from wardapp.store.opening import OpenFolder

ALL_WELL = "Mọi mục đã xem đều tốt."
ORDER = (Light.RED, Light.YELLOW, Light.OPEN, Light.GREEN)

Fact = Callable[[Look], SafetyFact | None]
"""Looks at one thing; None where there is nothing to say of it."""


class Safety:
    """Tells how safe the data of an open office is."""

    def __init__(
        self, desk: Desk, opened: OpenFolder, backups: Backups, second: SecondPlaces
    ) -> None:
        self._desk, self._opened = desk, opened
        self._backups, self._second = backups, second
        self._facts: list[Fact] = list(FACTS)

    def watch(self, fact: Fact) -> None:
        """Have one more thing looked at whenever the state is asked for."""
        self._facts.append(fact)

    def state(self) -> SafetyState:
        """Return the light with its sentence, the next thing to do, and every fact behind it."""
        look = Look(
            desk=self._desk,
            opened=self._opened,
            backups=self._backups,
            second=self._second,
            now_ms=self._desk.clock.now_ms(),
        )
        return state_of(_seen(fact, look) for fact in self._facts)

    def check(self, progress: Progress) -> CheckReport:
        """Look through everything now; what is found is remembered and part of the state."""
        return check_all(self._desk, self._opened, self._backups, progress)

    def last_check(self) -> CheckReport | None:
        """Return what the last whole check found, None before the first."""
        return last_report(self._desk)


def state_of(found: Iterable[SafetyFact | None]) -> SafetyState:
    """Return the state that facts make together: the worst of them decides, the first one speaks.

    What is only advised (a deed beside a green light) is the next thing to do when all is well.
    """
    facts = tuple(
        sorted((each for each in found if each), key=lambda each: ORDER.index(each.light))
    )
    worst = facts[0] if facts else None
    if worst is None or worst.light is Light.GREEN:
        deed = next((each.deed for each in facts if each.deed), "")
        return SafetyState(light=Light.GREEN, sentence=ALL_WELL, deed=deed, facts=facts)
    return SafetyState(light=worst.light, sentence=worst.sentence, deed=worst.deed, facts=facts)


def _seen(fact: Fact, look: Look) -> SafetyFact | None:
    """Look at one thing; where even looking is refused, that is what there is to say."""
    try:
        return fact(look)
    except WardError as error:
        return SafetyFact(topic="Chưa xem được", light=Light.YELLOW, sentence=error.sentence)

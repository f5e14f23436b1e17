"""What the page An toàn dữ liệu says of the code of the day, and of strange copies beside."""

from __future__ import annotations

from wardapp.core.clock import moment_text
from wardapp.core.safety import Light, SafetyFact
from wardapp.services.safety_facts import Look
from wardapp.store.start_notices import copies_notice, strange_copies


def seal_of_now(look: Look) -> SafetyFact | None:
    """Tell the code that stands for all there is."""
    with look.desk.database.read() as tx:
        seal = tx.seals.now()
    if seal is None:
        return None
    sentence = f"Mọi việc đến {moment_text(seal.at_ms)} mang mã {seal.code}."
    return SafetyFact(topic="Niêm phong", light=Light.GREEN, sentence=sentence)


def strangers(look: Look) -> SafetyFact | None:
    """Tell of copies that OneDrive or somebody laid into the office folder."""
    if notice := copies_notice(strange_copies(look.opened.folder)):
        return SafetyFact(topic="Bản chép thừa", light=Light.YELLOW, sentence=notice)
    return None


FACTS = (strangers, seal_of_now)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage

START = "settings"


def test_the_day_of_a_draft_decides_who_is_offered_to_sign(
    window: MainWindow, settled: Callable[[MainWindow], None], office: Any
) -> None:
    window.go("draft", office.drafting.service.page(0, 1).rows[0].id)
    settled(window)
    page = window.page("draft")
    assert isinstance(page, DraftPage)
    catalogue, chosen = office.catalogue.service, page.content().signer_id
    other = next(each for each in catalogue.signers(page.content().issuer_id) if each.id != chosen)
    catalogue.save(replace(other, in_office_to=date(2026, 5, 31)))
    choice = page.head.signer.choice

    def offered(day: str) -> bool:
        page.head.day.line.setText(day)
        page.head.day.settle()
        settled(window)
        return other.full_name in [choice.itemText(at) for at in range(choice.count())]

    assert offered("29/5/2026")
    assert not offered("02/6/2026")
    assert page.content().signer_id == chosen

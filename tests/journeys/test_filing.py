"""Journey: a dossier planned, a dispatch filed, closed, handed over, taken back: keys alone."""

from __future__ import annotations

from datetime import date

from tests.builders import an_arrival
from tests.journeys.clerk import Clerk
from wardapp.core.dispatches import Incoming
from wardapp.core.dossier_views import DossierPaper
from wardapp.core.dossiers import Dossier, DossierQuery, DossierStatus
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.dossier_chooser import DossierChooser
from wardapp.ui.form_dialog import FormDialog

SHEETS = 3


def a_dispatch(office: Office) -> Incoming:
    return office.intake.register(
        an_arrival(
            issuer_id=office.catalogue.issuers()[0].id,
            subject="tổ chức Ngày hội đại đoàn kết",
            issued_date=date(2026, 6, 2),
            page_amount=SHEETS,
        )
    )


def the_dossier(office: Office) -> Dossier:
    return office.dossiers.page(DossierQuery()).rows[0].dossier


def state(clerk: Clerk) -> DossierStatus:
    clerk.settles()
    return clerk.looks(the_dossier).status


def test_a_dossier_lives_and_is_taken_back_by_keyboard(clerk: Clerk) -> None:
    clerk.looks(a_dispatch)
    plan(clerk)
    file_and_walk(clerk)
    to_the_archive(clerk)
    and_back(clerk)


def plan(clerk: Clerk) -> None:
    def fill(_dialog: FormDialog) -> None:
        for words in ("01.TGDV", "I. Tuyên giáo", "Ngày hội đại đoàn kết năm 2026", "20 năm"):
            clerk.types(words)
            clerk.press("Tab")
        clerk.press("Return")

    with clerk.answering(FormDialog, fill):
        clerk.commands("Thêm hồ sơ vào danh mục")
    clerk.told("Đã thêm hồ sơ 01.TGDV.")
    assert state(clerk) is DossierStatus.PLANNED


def file_and_walk(clerk: Clerk) -> None:
    clerk.press("Ctrl+2")
    clerk.is_on("incoming")
    clerk.sees(lambda: clerk.page.line is not None, "a line")
    with clerk.answering(DossierChooser, lambda _dialog: clerk.press("Return")):
        clerk.press("Ctrl+H")
    clerk.told("Đã đưa văn bản vào hồ sơ 01.TGDV.")
    assert state(clerk) is DossierStatus.OPEN
    clerk.sees(lambda: clerk.page.pane.chain.links, "the chain")
    clerk.press("Alt+Down")
    clerk.sees(lambda: clerk.focus in clerk.page.pane.chain.links, "the first step")
    clerk.press("Space")
    clerk.is_on("dossiers")
    clerk.sees(lambda: clerk.page.pane.contents is not None, "the dossier")
    clerk.reads("Ngày hội đại đoàn kết năm 2026", "1-3")


def to_the_archive(clerk: Clerk) -> None:
    with clerk.answering(FormDialog, lambda _dialog: clerk.press("Return")):
        clerk.press("Ctrl+Return")
    clerk.told("Đã kết thúc hồ sơ 01.TGDV.")
    assert clerk.looks(the_dossier).sheet_total == SHEETS
    with clerk.answering(Dialog, lambda _dialog: clerk.press("Return")):
        clerk.press("Ctrl+B")
    clerk.told("Đã nộp lưu hồ sơ 01.TGDV.")
    assert state(clerk) is DossierStatus.HANDED_OVER


def and_back(clerk: Clerk) -> None:
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác")
    assert state(clerk) is DossierStatus.CLOSED

    def say_why(_dialog: Dialog) -> None:
        clerk.types("Còn văn bản chưa đưa vào")
        clerk.press("Tab", "Tab", "Space")

    with clerk.answering(Dialog, say_why):
        clerk.press("Ctrl+M")
    clerk.told("Đã mở lại hồ sơ 01.TGDV.")
    assert state(clerk) is DossierStatus.OPEN
    clerk.press("F6")
    clerk.sees(clerk.page.pane.list.hasFocus, "the papers")
    clerk.press("Del")
    clerk.told("Đã rút văn bản khỏi hồ sơ 01.TGDV.")
    assert not papers(clerk)
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác")
    assert len(papers(clerk)) == 1


def papers(clerk: Clerk) -> tuple[DossierPaper, ...]:
    return clerk.looks(lambda office: office.dossiers.contents(the_dossier(office).id).papers)

"""After a start: the way back to what the clerk was typing when the program ended."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import daylog_keeping, proposal_keeping
from wardapp.ui.pages.proposal_keeping import KeptProposal, kept_proposal
from wardapp.ui.widgets.cards import Way

TITLE = "Lần trước còn chỗ gõ dở, đã giữ lại"


def offer_unfinished(window: MainWindow) -> None:
    """Offer what was kept, in a notice above the page."""
    office = window.office
    if not office.read_only:
        window.jobs.read(lambda: _kept(office), lambda kept: _offer(window, kept), owner=window)


@dataclass(frozen=True, slots=True)
class _Kept:
    proposal: KeptProposal | None
    has_line: bool


def _kept(office: Office) -> _Kept:
    return _Kept(kept_proposal(office), bool(office.unfinished.kept(daylog_keeping.PAGE)))


def _offer(window: MainWindow, kept: _Kept) -> None:
    ways: list[Way] = []
    if kept.proposal is not None:
        ways.append(
            Way(
                "Ghi tiếp văn bản đến",
                lambda: window.go(proposal_keeping.PAGE, kept.proposal),
                "mail_inbox",
            )
        )
    if kept.has_line:
        ways.append(Way("Mở Nhật ký", lambda: window.go(daylog_keeping.PAGE), "book"))
    if ways:
        window.messages.add_notice(TITLE, "", tuple(ways))

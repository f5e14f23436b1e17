"""What a page shows of the affair a record belongs to: its chain, and cited symbols as links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wardapp.core.chain import Chain, CitedLine
from wardapp.core.dossier_views import RecordRef
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.widgets.chain_strip import PAGES, meanings

CHAIN_KEY = "Alt+Down"


def chain_action(page: str) -> Action:
    """Return the action that a page with a chain declares; its slot is `walk_chain`."""
    return Action(
        id=f"{page}.chain",
        title="Đi theo chuỗi việc: căn cứ, văn bản đến, dự thảo, văn bản đi, hồ sơ",
        button="Chuỗi việc",
        slot="walk_chain",
        page=page,
        key=CHAIN_KEY,
        icon="arrow_swap",
    )


def cited_action(page: str) -> Action:
    """Return the action of a page whose lines may cite others; its slot is `open_cited`."""
    return Action(
        id=f"{page}.cited",
        title="Mở văn bản nêu trong dòng đang chọn",
        slot="open_cited",
        page=page,
        key=CHAIN_KEY,
        icon="arrow_swap",
    )


def open_cited(page: QWidget, context: Context, text: str) -> None:
    """Go to the line that a text cites; several are offered in a menu, none is said."""
    chain = context.office.chain
    context.jobs.read(
        lambda: chain.cited(text),
        lambda cited: _go_to(page, context, cited),
        key="affair.cited",
        owner=page,
    )


def _go_to(page: QWidget, context: Context, cited: tuple[CitedLine, ...]) -> None:
    lines = tuple(line for each in cited for line in each.lines)
    if not lines:
        context.frame.toast("Dòng này không nêu số, ký hiệu nào có trong sổ.")
    elif len(lines) == 1:
        context.frame.go(PAGES[lines[0].entity], lines[0].record_id)
    else:
        menu = meanings(page, lines, context.frame.go)
        menu.exec(page.mapToGlobal(page.rect().center()))


@dataclass(frozen=True, slots=True)
class Affair:
    """The chain of a record, and what each of its texts cites."""

    ref: RecordRef
    chain: Chain
    cited: tuple[tuple[CitedLine, ...], ...]


def read_affair(
    page: QWidget,
    context: Context,
    ref: RecordRef,
    texts: tuple[str, ...],
    take: Callable[[Affair], object],
) -> None:
    """Read chain and citations through the reading lane; only the newest wish is delivered."""
    chain = context.office.chain
    context.jobs.read(
        lambda: Affair(
            ref, chain.of(ref.entity, ref.record_id), tuple(chain.cited(text) for text in texts)
        ),
        take,
        key=f"{ref.entity}.affair",
        owner=page,
        on_refused=lambda _error: None,  # the record has just gone: its page says so
    )

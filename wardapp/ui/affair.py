"""What a page shows of the affair a record belongs to: its chain, and cited symbols as links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wardapp.core.chain import Chain, CitedLine
from wardapp.core.dossier_views import RecordRef
from wardapp.ui.actions import Action
from wardapp.ui.context import Context

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

"""What Ctrl+K lists: kinds of hits, entries, commands and named filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from wardapp.core.lists import NamedQuery
from wardapp.core.text import fold
from wardapp.ui.actions import Action, nearest_first
from wardapp.ui.keyboard import keyed_pages
from wardapp.ui.page import PageSpec

Run = Callable[[], object]
Command = tuple[Action, str, Run]
"""An action, the title of its page, what runs it."""

Go = Callable[[str, object], object]

ENTITIES = {
    "incoming": ("Văn bản đến", "mail_inbox", "incoming"),
    "outgoing": ("Văn bản đi", "send", "outgoing"),
    "draft": ("Dự thảo", "document_edit", "drafts"),
    "log": ("Nhật ký", "book", "daylog"),
    "petition": ("Phản ánh, kiến nghị", "comment_edit", "petitions"),
    "opinion": ("Dư luận xã hội", "people_team", "opinions"),
    "dossier": ("Hồ sơ", "folder", "dossiers"),
}
"""Group title, icon and page of each kind of hit."""

REMEMBERED = 2_000
"""Titles and letters without accents that are kept: more than there are commands."""

IN_FILES, COMMANDS, PAGES = "Trong tệp kèm theo", "Lệnh", "Trang"
OPEN = "Mở "
GO = "go."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    group: str
    icon: str
    title: str
    detail: str
    spans: tuple[tuple[int, int], ...]
    key: str
    run: Callable[[], object]

    @property
    def is_command(self) -> bool:
        """Return True for what is one line: a command, or a page that was called by its name."""
        return self.group in {COMMANDS, PAGES}


def commands_of(
    specs: dict[str, PageSpec],
    current: str,
    actions: Iterable[Action],
    run: Callable[[str], object],
) -> tuple[Command, ...]:
    """Return every action as a command, those of the page shown first."""
    titles = {key: spec.title for key, spec in specs.items()}
    return tuple(
        (action, titles.get(action.page, ""), partial(run, action.id))
        for action in nearest_first(actions, current)
    )


def pages_of(specs: dict[str, PageSpec], go: Callable[[str], object]) -> tuple[Command, ...]:
    """Return a command that opens each page; those of a task open from what they are about."""
    every = tuple(specs.values())
    below = ((spec, "") for spec in every if spec.under and not _is_task(spec))
    return tuple(
        (
            Action(id=f"{GO}{spec.key}", title=OPEN + spec.title, slot="", icon=spec.icon, key=key),
            "",
            partial(go, spec.key),
        )
        for spec, key in (*keyed_pages(every), *below)
    )


def _is_task(spec: PageSpec) -> bool:
    return bool(getattr(spec.factory, "is_task", False))


def filters_of(
    specs: dict[str, PageSpec], kept: Iterable[NamedQuery], go: Go
) -> tuple[Command, ...]:
    """Return a command that narrows its page by each named filter."""
    return tuple(
        (
            Action(id=f"filter.{each.id}", title=f"Bộ lọc: {each.name}", slot="", icon="filter"),
            specs[each.page].title,
            partial(go, each.page, each),
        )
        for each in kept
        if each.page in specs
    )


def found_in(action: Action, page: str, words: list[str]) -> tuple[tuple[int, int], ...] | None:
    """Return where the words stand in a command's title, None when they do not belong to it.

    Words that begin one of its page, its button or its other words find it too; nothing is marked.
    """
    spans = spans_of(action.title, words)
    if spans is not None:
        return spans
    around = _letters(f" {action.title} {page} {action.button} {action.words}")
    return () if all(f" {word}" in around for word in words) else None


def is_page_called(action: Action, typed: str) -> bool:
    """Tell whether the words typed are the name of a page, or begin it with two words or more."""
    name, plain = fold(action.title.removeprefix(OPEN)), fold(typed)
    begins = name.startswith(plain) and " " in plain
    return action.id.startswith(GO) and bool(plain) and (name == plain or begins)


def spans_of(title: str, words: list[str]) -> tuple[tuple[int, int], ...] | None:
    """Return where the words stand in the title, None when one of them does not."""
    folded = _letters(title)
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        if at < 0:
            return None
        found.append((at, len(word)))
    kept: list[tuple[int, int]] = []
    for start, length in sorted(found):
        if not kept or start >= kept[-1][0] + kept[-1][1]:
            kept.append((start, length))
    return tuple(kept)


@lru_cache(maxsize=REMEMBERED)
def _letters(title: str) -> str:
    """Return a title letter by letter without accents: every key asks for hundreds of them."""
    return "".join(map(_letter, title))


@lru_cache(maxsize=REMEMBERED)
def _letter(letter: str) -> str:
    return fold(letter) or " "

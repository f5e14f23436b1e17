"""Mẫu câu: passages of the office, put into drafts and made from them."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.letters import Snippet
from wardapp.core.text import clean, fold, one_line
from wardapp.services.desk import Desk
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.transaction import Transaction

LONGEST_TITLE, LONGEST_GROUP, LONGEST_TEXT = 120, 60, 20_000
TITLE_WORDS = 8


class Snippets:
    """Reads, keeps and removes passages; each change can be taken back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Snippet, ...]:
        """Return all passages by group, those no longer used too."""
        with self._desk.database.read() as tx:
            return tx.snippets.all()

    def in_use(self) -> tuple[Snippet, ...]:
        """Return the passages to choose from."""
        return tuple(each for each in self.all() if each.active)

    def add(self, title: str, text: str, group: str = "") -> Snippet:
        """Keep a new passage; BadValue names what cannot stand."""
        snippet = Snippet(id=self._desk.new_id(), title=title, text=text, group=group)
        return self.save(snippet)

    def save(self, snippet: Snippet) -> Snippet:
        """Keep a passage, added when new; BadValue names the field that cannot stand."""
        tidy = tidied(snippet)
        command = self._desk.command("snippets.save", f"Lưu mẫu câu {tidy.title}")
        with self._desk.database.begin(command) as tx:
            return save_snippet(tx, tidy)

    def remove(self, snippet_id: RecordId) -> None:
        """Remove a passage; the drafts that took it keep their words."""
        with self._desk.database.read() as tx:
            title = tx.snippets.get(snippet_id).title
        command = self._desk.command("snippets.remove", f"Bỏ mẫu câu {title}")
        with self._desk.database.begin(command) as tx:
            tx.snippets.remove(snippet_id)


def tidied(snippet: Snippet) -> Snippet:
    """Return a passage as it is kept; BadValue when something is missing or too long."""
    text = clean(snippet.text).strip("\n")
    title = one_line(snippet.title) or first_words(text)
    group = one_line(snippet.group)
    if not text.strip():
        raise BadValue("text", "Mẫu câu chưa có nội dung.")
    for name, value, most in (
        ("title", title, LONGEST_TITLE),
        ("group", group, LONGEST_GROUP),
        ("text", text, LONGEST_TEXT),
    ):
        if len(value) > most:
            raise BadValue(name, f"Mục này dài quá {most} ký tự. Hãy viết gọn lại.")
    refuse_secret_words(title, text)
    return replace(snippet, title=title, text=text, group=group)


def save_snippet(tx: Transaction, snippet: Snippet) -> Snippet:
    """Keep a tidy passage in an open transaction, a new one behind the others."""
    known = tx.snippets.all()
    if any(each.id != snippet.id and fold(each.title) == fold(snippet.title) for each in known):
        raise BadValue("title", f"Đã có mẫu câu “{snippet.title}”. Hãy đặt tên khác.")
    if all(each.id != snippet.id for each in known):
        snippet = replace(snippet, position=tx.snippets.next_position())
    return tx.snippets.save(snippet)


def first_words(text: str) -> str:
    """Return the first words of a passage, as its name until the clerk gives it one."""
    words = one_line(text).split()
    return " ".join(words[:TITLE_WORDS]).rstrip(" ,;:.")[:LONGEST_TITLE]

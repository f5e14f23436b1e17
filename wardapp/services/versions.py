"""Các lần lưu: what was kept of a draft, how two states differ, and having one back."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.drafts import CONTENT_FIELDS, Draft, DraftContent, content_of
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.versions import (
    NOW,
    DraftState,
    DraftVersion,
    VersionDifference,
)
from wardapp.core.word_trip import WORD_NAME, WordText
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.text_difference import compared_lines
from wardapp.services.version_fields import Names, field_differences


class Versions:
    """Lists, compares and brings back what was kept of drafts."""

    def __init__(self, desk: Desk, drafting: Drafting) -> None:
        self._desk, self._drafting = desk, drafting

    def of(self, draft_id: RecordId) -> tuple[DraftVersion, ...]:
        """Return the kept versions of a draft, oldest first."""
        with self._desk.database.read() as tx:
            draft, states = tx.drafts.get(draft_id), tx.drafts.states(draft_id)
        return tuple(
            _version(number, kept, draft, _state_of(number, kept, states))
            for number, kept in enumerate(draft.versions, 1)
        )

    def compare(self, draft_id: RecordId, before: int, after: int = NOW) -> VersionDifference:
        """Return how a state differs from an earlier one; NOW is the text as it stands.

        Where one of them is a Word file both are compared as they print, else as they were typed.
        """
        one, other = self._version(draft_id, before), self._version(draft_id, after)
        if one.content is None or other.content is None:
            return self._compared_print(one, other, self._drafting.get(draft_id))
        with self._desk.database.read() as tx:
            catalogue = tx.catalogue
            names = Names(
                issuers={each.id: each.name for each in catalogue.issuers()},
                signers={each.id: each.full_name for each in catalogue.signers()},
                signing={each.id: each.title for each in self._drafting.papers.signing.rules},
            )
        return VersionDifference(
            fields=field_differences(one.content, other.content, names),
            body=compared_lines(_typed(one.content), _typed(other.content)),
        )

    def restore(self, draft_id: RecordId, number: int) -> Draft:
        """Let a kept state be the draft again, as a new version; one step that can be undone.

        A version made in Word is the master again; a typed one brings its fields and its text, and
        the Word files step back.
        """
        version, draft = self._version(draft_id, number), self._drafting.get(draft_id)
        why = f"Lấy lại bản {number}"
        if version.content is None:
            kept = replace(version.kept, role=FileRole.WORD_MASTER)
            changed = replace(
                draft, version=draft.version + 1, versions=(*demoted(draft).versions, kept)
            )
            return self._drafting.save_changed(draft, changed, why)
        content = {name: getattr(version.content, name) for name in CONTENT_FIELDS}
        again = replace(demoted(draft), **content)
        kept = self._kept(again)
        changed = replace(again, version=draft.version + 1, versions=(*again.versions, kept))
        return self._drafting.save_changed(draft, changed, why)

    def content_at(self, draft_id: RecordId, kept: Attachment) -> DraftContent | None:
        """Return what was typed when a file was kept, None where the journal does not say."""
        found = (each.content for each in reversed(self.of(draft_id)) if each.kept == kept)
        return next(found, None)

    def _kept(self, draft: Draft) -> Attachment:
        document = self._drafting.document(draft)
        data = self._drafting.papers.to_docx(document, self._desk.today())
        name = f"du-thao-lan-{draft.version + 1}.docx"
        return self._desk.files.keep(data, name, FileRole.VERSION)

    def _version(self, draft_id: RecordId, number: int) -> DraftVersion:
        if number == NOW:
            draft = self._drafting.get(draft_id)
            nothing = Attachment(sha256="", name="", size=0, role=FileRole.VERSION)
            return DraftVersion(number=NOW, kept=nothing, content=content_of(draft))
        found = next((each for each in self.of(draft_id) if each.number == number), None)
        if found is None:
            raise NotFound(f"Dự thảo này không có bản {number}.")
        return found

    def _compared_print(
        self, one: DraftVersion, other: DraftVersion, shown: DraftContent
    ) -> VersionDifference:
        first, second = self._words(one, shown), self._words(other, shown)
        return VersionDifference(
            body=compared_lines(first.body, second.body),
            around=compared_lines(first.around, second.around),
        )

    def _words(self, version: DraftVersion, shown: DraftContent) -> WordText:
        """Return what a state prints; `shown` says in which standard a Word file was laid out."""
        today, papers = self._desk.today(), self._drafting.papers
        content = version.content or shown
        if version.content is None:
            data = self._desk.files.read(version.kept)
        else:
            data = papers.to_docx(self._drafting.document(content), today)
        family = self._drafting.framing(content).issuer.family
        return papers.word_text(data, family, content.date or today)


def demoted(draft: Draft) -> Draft:
    """Return the draft with its Word versions among the others."""
    return replace(
        draft,
        versions=tuple(
            replace(each, role=FileRole.VERSION) if each.role is FileRole.WORD_MASTER else each
            for each in draft.versions
        ),
    )


def _version(number: int, kept: Attachment, draft: Draft, state: DraftState | None) -> DraftVersion:
    is_word = kept.role is FileRole.WORD_MASTER or bool(state and _came_from_word(number, state))
    return DraftVersion(
        number=number,
        kept=kept,
        when_ms=state.when_ms if state else 0,
        who=state.who if state else "",
        why=state.why if state else "",
        is_word=is_word,
        is_master=kept == draft.word_master,
        content=None if is_word or state is None else content_of(state.draft),
    )


def _came_from_word(number: int, state: DraftState) -> bool:
    return state.draft.versions[number - 1].name.startswith(WORD_NAME)


def _state_of(number: int, kept: Attachment, states: tuple[DraftState, ...]) -> DraftState | None:
    """Return the newest step that brought a file to its place among the versions."""
    found, was_there = None, False
    for state in states:
        here = state.draft.versions[number - 1 : number]
        is_there = bool(here) and here[0].sha256 == kept.sha256
        found = state if is_there and not was_there else found
        was_there = is_there
    return found


def _typed(content: DraftContent) -> tuple[str, ...]:
    """Return the typed paragraphs, those of the annexes below their titles."""
    lines = content.body.split("\n")
    for number, annex in enumerate(content.annexes, 1):
        lines += [f"Phụ lục {number}. {annex.title}", *annex.body.split("\n")]
    return tuple(line.strip() for line in lines if line.strip())

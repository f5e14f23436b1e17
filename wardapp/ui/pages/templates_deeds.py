"""What is done with templates: kept, renewed, put away; their fields marked, named, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.letters import FieldKind, LetterTemplate, TemplateField
from wardapp.core.template_views import fault_sentence
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import WORD, Purpose, ask_file, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept
from wardapp.ui.page import Page
from wardapp.ui.pages.templates_forms import (
    SAVE,
    Filled,
    TemplateFacts,
    ask_about,
    ask_field,
    ask_values,
    read_template_facts,
)
from wardapp.ui.widgets.template_text import TemplateText

EDITOR, LETTERS = "draft", "letters"
LONGEST_LABEL = 40
Work = Callable[[], LetterTemplate]
Done = Callable[[], None]
Refused = Callable[[WardError], None]


class TemplateDeeds(Page):
    """The deeds of the page of templates; the page itself shows what they are done with."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.facts: TemplateFacts | None = None
        self.wanted: RecordId | None = None
        self.with_retired = False
        self.text = TemplateText(context.theme)

    def chosen(self) -> LetterTemplate | None:
        """Return the chosen template."""
        raise NotImplementedError

    def chosen_field(self) -> TemplateField | None:
        """Return the chosen field of the template."""
        raise NotImplementedError

    # ---- keeping -----------------------------------------------------------------------------

    def add_template(self) -> None:
        """Ask for a Word file and keep it as a template."""
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, "Chọn tệp Word làm mẫu")
        if path is not None:
            self._add(path)

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Keep Word files dropped on the page as templates."""
        words = [path for path in files if path.suffix.casefold() == ".docx"]
        for path in words:
            self._add(path)
        return bool(words)

    def _add(self, path: Path) -> None:
        office = self.context.office
        self._write(lambda: office.templates.add(path), f"Đã thêm mẫu từ {path.name}.")

    def _write(self, work: Work, said: str) -> None:
        """Write through the lane; the template written stays in sight."""
        frame = self.context.frame

        def done(template: LetterTemplate) -> None:
            self.wanted = template.id
            frame.toast(said, frame.undo)
            self.refresh()

        self.context.jobs.write(
            work,
            done,
            touches={Book.TEMPLATES},
            on_refused=lambda error: frame.fail("Chưa ghi được mẫu", error.sentence),
        )

    def rename(self) -> None:
        """Change name, body, type or note of the template."""
        if self.facts is None:
            return
        base, office = self.facts.opened.template, self.context.office

        def keep(changed: LetterTemplate, done: Done, refused: Refused) -> None:
            self._kept(lambda: office.templates.save(changed, base), done, refused, "Đã sửa mẫu.")

        ask_about(self, self.context.theme, self.facts, keep)

    def renew(self) -> None:
        """Put another Word file in the place of the template's."""
        template, office = self.chosen(), self.context.office
        if template is None:
            return
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, f"Tệp mới của {template.name}")
        if path is not None:
            template_id = template.id
            self._write(lambda: office.templates.new_version(template_id, path), "Đã thay tệp.")

    def retire(self) -> None:
        """Put the template away, or take it into use again."""
        template, office = self.chosen(), self.context.office
        if template is None:
            return
        deed = office.templates.retire if template.active else office.templates.revive
        said = "Đã thôi dùng mẫu." if template.active else "Đã dùng lại mẫu."
        template_id = template.id
        self._write(lambda: deed(template_id), said)

    def switch_all(self) -> None:
        """Show the retired templates too, or hide them again."""
        self.with_retired = not self.with_retired
        self.refresh()

    def open_file(self) -> None:
        """Open a copy of the template's file in Word."""
        template = self.chosen()
        if template is not None:
            show_kept(self.context, self, template.file)

    # ---- fields ------------------------------------------------------------------------------

    def mark_words(self) -> None:
        """Make the marked words a field."""
        chosen, template, office = self.text.chosen(), self.chosen(), self.context.office
        if chosen is None or template is None:
            self.context.frame.toast("Hãy chọn chữ trong một đoạn (Shift + mũi tên, hoặc chuột).")
            return
        template_id = template.id
        field = TemplateField(key="", label=proposed_label(self.facts, chosen.words),
                              kind=FieldKind.TEXT, sample=chosen.words)  # fmt: skip

        def keep(named: TemplateField, done: Done, refused: Refused) -> None:
            self._kept(
                lambda: office.templates.mark(
                    template_id, chosen.paragraph, chosen.start, chosen.end, named
                ),
                done,
                refused,
                f"Đã đặt trường “{named.label}”.",
            )

        ask_field(self, self.context.theme, "Đặt làm trường", field, keep)
        self.text.setFocus()

    def accept_proposals(self) -> None:
        """Make every proposed place a field."""
        if self.facts is None or not self.facts.opened.view.proposals:
            return
        found, office = self.facts.opened.view.proposals, self.context.office
        template_id = self.facts.opened.template.id
        self._write(
            lambda: office.templates.accept(template_id, found), f"Đã đặt {len(found)} chỗ."
        )

    def next_place(self) -> None:
        """Go to the next proposed or faulty place."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.next_place()

    def edit_field(self) -> None:
        """Change the chosen field."""
        field, template, office = self.chosen_field(), self.chosen(), self.context.office
        if field is None or template is None:
            return
        template_id, key = template.id, field.key

        def keep(named: TemplateField, done: Done, refused: Refused) -> None:
            self._kept(
                lambda: office.templates.put_field(template_id, key, named),
                done,
                refused,
                f"Đã sửa trường “{named.label}”.",
            )

        ask_field(self, self.context.theme, "Trường của mẫu", field, keep)

    def unmark(self) -> None:
        """Take the chosen field away."""
        field, template, office = self.chosen_field(), self.chosen(), self.context.office
        if field is not None and template is not None:
            template_id, key = template.id, field.key
            self._write(
                lambda: office.templates.unmark(template_id, key),
                f"Đã bỏ trường “{field.label}”, chữ vẫn còn.",
            )

    def _kept(self, work: Work, done: Done, refused: Refused, said: str) -> None:
        frame = self.context.frame

        def settled(template: LetterTemplate) -> None:
            done()
            self.wanted = template.id
            frame.toast(said, frame.undo)
            self.refresh()

        self.context.jobs.write(
            work,
            settled,
            touches={Book.TEMPLATES},
            on_refused=refused,
        )

    # ---- using -------------------------------------------------------------------------------

    def use_template(self) -> None:
        """Ask for the values of a letter; it becomes a draft, or a Word file."""
        template, office = self.chosen(), self.context.office
        if template is None:
            return
        template_id = template.id
        self.context.jobs.read(
            lambda: read_template_facts(office, template_id),
            self._ask_values,
            key="templates.use",
            owner=self,
        )

    def _ask_values(self, facts: TemplateFacts) -> None:
        if facts.opened.view.faults:
            self.context.frame.fail(
                "Mẫu này chưa dùng được", fault_sentence(facts.opened.view.faults[0])
            )
            return
        can_write = not self.context.office.read_only
        today = self.context.clock.today
        filled = ask_values(self, self.context.theme, facts, today, can_write=can_write)
        if filled is None:
            return
        if filled.way == SAVE:
            self._save_letter(facts.opened.template, filled)
        else:
            self._begin_draft(facts.opened.template, filled)

    def _begin_draft(self, template: LetterTemplate, filled: Filled) -> None:
        office, frame = self.context.office, self.context.frame
        self.context.jobs.write(
            lambda: office.templates.draft(template.id, filled.values),
            lambda draft: frame.go(EDITOR, draft.id),
            touches={Book.DRAFTS},
            on_refused=lambda error: frame.fail("Chưa lập được dự thảo", error.sentence),
        )

    def _save_letter(self, template: LetterTemplate, filled: Filled) -> None:
        start = self.context.export_folder / f"{safe_stem(template.name)}.docx"
        target = ask_target(self, "Ghi thư ra tệp Word", start, (WORD,))
        if target is None:
            return
        office, frame = self.context.office, self.context.frame
        self.context.desk.change(last_export_folder=str(target.parent))
        self.context.jobs.long(
            lambda _progress: office.templates.fill_to(template.id, filled.values, target),
            lambda path: frame.toast(f"Đã ghi {path.name}."),
            title="Đang ghi tệp…",
        )

    def send_many(self) -> None:
        """Send the template to many addressees."""
        template = self.chosen()
        if template is not None:
            self.context.frame.go(LETTERS, ("template", template.id))


def proposed_label(facts: TemplateFacts | None, words: str) -> str:
    """Return a first name for a field: what was proposed there, else the words themselves."""
    for each in facts.opened.view.proposals if facts is not None else ():
        if each.label.casefold() in words.casefold():
            return each.label
    line = " ".join(words.strip("{}<>«»…. _").split())
    return line[:LONGEST_LABEL]

"""One series of letters: what it is made of, to whom it goes, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dispatches import joined_symbol
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import BadValue
from wardapp.core.letters import LetterNumbering, LetterTemplate
from wardapp.core.progress import Progress
from wardapp.core.serial import SerialPlan, SerialTarget
from wardapp.documents.templates.door import joined, joined_pdf
from wardapp.services.letter_files import StagedFiles, letter_name
from wardapp.services.letter_making import DraftLetters, MadeLetter, Stamp, TemplateLetters
from wardapp.services.official import Framing
from wardapp.services.series import outgoing_notation

NAMED_ADDRESSEES = 12
"""So many names the register writes out; more are called by their list, all in the deliveries."""
_WRITING = "Đang ghi tệp"


@dataclass(frozen=True, slots=True)
class LetterSeries:
    """All that a series of letters is made of."""

    plan: SerialPlan
    maker: DraftLetters | TemplateLetters
    content: DraftContent
    framing: Framing
    day: date
    draft: Draft | None
    template: LetterTemplate | None

    @property
    def count(self) -> int:
        """Return how many numbers it takes."""
        return len(self.plan.rows) if self.plan.numbering is LetterNumbering.EACH else 1

    @property
    def notation(self) -> str:
        """Return the symbol its numbers stand before."""
        return outgoing_notation(self.framing.issuer, self.framing.kind)

    def stamp(self, number: int) -> Stamp:
        """Return a number as its letters print it."""
        code = f"{number:02}"
        return Stamp(code, joined_symbol(code, self.notation), self.day)


def names_of_lines(series: LetterSeries) -> list[tuple[str, ...]]:
    """Return to whom each line goes."""
    names = [row.addressee for row in series.plan.rows]
    if series.plan.numbering is LetterNumbering.ONE:
        return [tuple(names)]
    return [(name,) for name in names]


def addressees_of(series: LetterSeries) -> tuple[str, ...]:
    """Return what the register writes as addressees of one number for all."""
    names = tuple(dict.fromkeys(row.addressee for row in series.plan.rows))
    if series.plan.to_whom:
        return (series.plan.to_whom,)
    return names if len(names) <= NAMED_ADDRESSEES else (f"{len(names)} nơi theo danh sách gửi",)


def title_of(series: LetterSeries, stamps: Sequence[Stamp]) -> str:
    """Return what the step is called in the history."""
    first, last = stamps[0].number_symbol, stamps[-1].number_symbol
    places = len(series.plan.rows)
    return f"Phát hành {first if first == last else f'{first} đến {last}'} gửi {places} nơi"


def whole(letters: Sequence[MadeLetter]) -> MadeLetter:
    """Return letters of one number as one file."""
    docx = joined([letter.docx for letter in letters])
    pages = [letter.rendered for letter in letters if letter.rendered is not None]
    if len(pages) < len(letters):
        return MadeLetter(docx)
    return MadeLetter(docx, replace(pages[0], pdf=joined_pdf([each.pdf for each in pages])))


def stage(
    staged: StagedFiles,
    series: LetterSeries,
    target: SerialTarget,
    letters: Sequence[MadeLetter],
    symbols: Sequence[str],
    progress: Progress,
) -> None:
    """Write the letters beside their place."""
    data = [_data_of(letter, target.ending) for letter in letters]
    if not target.is_folder:
        staged.add("", joined_pdf(data) if target.ending == ".pdf" else joined(data))
        return
    total = len(letters)
    stems = [
        letter_name(at, total, symbol, row.addressee)
        for at, (symbol, row) in enumerate(zip(symbols, series.plan.rows, strict=True), 1)
    ]
    staged.add_all(list(zip(stems, data, strict=True)), progress, _WRITING)


def _data_of(letter: MadeLetter, ending: str) -> bytes:
    if ending == ".docx":
        return letter.docx
    if letter.rendered is None:
        raise BadValue(
            "target",
            "Thư theo mẫu Word không ghi PDF ở đây được, vì trang do Word dàn. "
            "Hãy ghi .docx rồi mở bằng Word để in hoặc lưu PDF.",
        )
    return letter.rendered.pdf


def open_places(series: LetterSeries) -> str:
    """Return which places of the text nothing fills, "" when all are filled."""
    row = series.plan.rows[0]
    lacking = series.maker.lacking(row)
    if not lacking:
        return ""
    return f"Chưa điền: {', '.join(lacking)}. Hãy gõ chung cho mọi thư hoặc chọn cột của danh sách."


def doubts_of(series: LetterSeries) -> str:
    """Return what to look at again before the letters go."""
    found = [_same_letters(series)]
    if series.plan.numbering is None:
        found.append(open_places(series))
    marks = series.maker.open_marks() if isinstance(series.maker, TemplateLetters) else 0
    if marks:
        found.append(f"Mẫu còn {marks} chỗ (…… hay {{{{…}}}}) chưa đặt làm trường nên để nguyên.")
    if isinstance(series.maker, TemplateLetters) and series.plan.numbering is not None:
        symbol = series.stamp(1).number_symbol
        if not series.maker.shows_number(series.plan.rows[0], symbol):
            found.append("Mẫu không có chỗ in số và ngày: số chỉ ghi vào sổ, ghi tay lên thư.")
    return " ".join(filter(None, found))


def _same_letters(series: LetterSeries) -> str:
    """Warn when every letter would say the same, the addressee nowhere in it."""
    is_printed = isinstance(series.maker, DraftLetters) and series.framing.kind.addressed
    if is_printed or series.maker.names_addressee or len(series.plan.rows) == 1:
        return ""
    if series.template is not None:
        return "Mẫu không có trường nào nhận nơi nhận nên mọi thư giống nhau."
    return "Loại văn bản này không in Kính gửi; hãy ghi {{Nơi nhận}} vào chỗ tên trong nội dung."

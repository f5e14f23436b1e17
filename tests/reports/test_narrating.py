from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.forms import CellKey, FilledCell, FormSources
from wardapp.core.narrative import FigureTie, LooseFigure, Narrative
from wardapp.core.report_views import FormHistory, PastForm
from wardapp.reports.filling import blank_form, fill, relaid
from wardapp.reports.loading import load_form
from wardapp.reports.narrating import (
    Figures,
    _without_blanks,
    decoded,
    drafted,
    encoded,
    loose,
    renewed,
    untied,
)
from wardapp.reports.periods import period

FORM = Path(__file__).parents[2] / "forms" / "phu-luc-02" / "form.toml"
KEY = CellKey(table="A", row="A1", column="actual")
words = st.text(alphabet="aàệ 1.9,\n-/⟦¦⟧|{}", max_size=12)
figures = st.text(alphabet="0123456789.,%/ tăng", min_size=1, max_size=6)


@st.composite
def narratives(draw: st.DrawFn) -> Narrative:
    """A text of words and tied figures in turn."""
    text, ties = "", []
    for _ in range(draw(st.integers(0, 6))):
        text += draw(words)
        figure = draw(figures)
        start = len(text)
        text += figure
        ties.append(
            FigureTie(
                start=start,
                end=len(text),
                text=figure,
                key=KEY,
                measure=draw(st.sampled_from(("", "year", "last", "change"))),
            )
        )
    return Narrative(text=text + draw(words), ties=tuple(ties))


@given(narratives())
def test_what_is_kept_comes_back_with_every_tie_at_its_figure(narrative: Narrative) -> None:
    back = decoded(encoded(narrative))

    assert decoded(encoded(back)) == back
    assert [(tie.text, tie.key, tie.measure) for tie in back.ties] == [
        (tie.text, tie.key, tie.measure) for tie in narrative.ties
    ]
    assert all(back.text[tie.start : tie.end] == tie.text for tie in back.ties)
    assert back.text == narrative.text.translate(str.maketrans("", "", "⟦¦⟧"))


@given(narratives(), figures)
def test_renewing_changes_the_stale_figures_and_nothing_else(
    narrative: Narrative, now: str
) -> None:
    narrative = decoded(encoded(narrative))
    stale = tuple(LooseFigure(tie=tie, now=now, sentence="") for tie in narrative.ties[::2])

    after = renewed(narrative, stale)

    assert [tie.text for tie in after.ties] == [
        now if at % 2 == 0 else tie.text for at, tie in enumerate(narrative.ties)
    ]
    assert _between(after) == _between(narrative)


def _between(narrative: Narrative) -> list[str]:
    ends = [0, *(tie.end for tie in narrative.ties)]
    starts = [*(tie.start for tie in narrative.ties), len(narrative.text)]
    return [narrative.text[end:start] for end, start in zip(ends, starts, strict=True)]


def test_days_numbers_of_papers_and_marks_are_no_figures_typed_by_hand() -> None:
    text = (
        "Thực hiện Kế hoạch số 22-KH/ĐU, ngày 20/4/2026, kỳ tháng 6/2026 như sau:\n"
        "1. Kết quả năm 2026\n"
        "- Phát 777 tờ gấp, 1.250 lượt, đạt 34,8%, quý 2 có 12 cuộc ở tổ 9."
    )

    found = untied(Narrative(text=text), frozenset({"12", "34,8%"}))

    assert [text[start:end] for start, end in found] == ["777", "1.250"]


class Said(Figures):
    """Figures of which only these rows say something."""

    def said(self, key: CellKey, measure: str = "") -> str:
        return {"A1": "7", "A2": "8"}.get(key.row, "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("- Đăng {A.A1.x} bài, {A.A3.x} lượt xem, {A.A2.x} lượt thích.",
         "- Đăng {A.A1.x} bài, {A.A2.x} lượt thích."),
        ("Đăng {A.A1.x} bài, video; {A.A3.x} lượt xem.", "Đăng {A.A1.x} bài, video."),
        ("Đăng {A.A3.x} bài, {A.A1.x} lượt xem.", ""),
        ("Đến {A.A1.x} trên {A.A3.x} hộ, đạt {A.A2.x}.", ""),
        ("Đến {A.A1.x} trên {A.A2.x} hộ.", "Đến {A.A1.x} trên {A.A2.x} hộ."),
        ("Không có số nào.", "Không có số nào."),
    ],
)  # fmt: skip
def test_what_nobody_counted_is_not_said(text: str, kept: str) -> None:
    spec, form = object(), object()

    assert _without_blanks(text, Said(spec, form, FormHistory())) == kept


def test_a_tie_whose_cell_went_blank_is_told_and_its_number_stays() -> None:
    key = CellKey(table="A", row="A9", column="x")
    narrative = Narrative(text="Đăng 5 bài", ties=(FigureTie(start=5, end=6, text="5", key=key),))

    stale = loose(narrative, Said(object(), object(), FormHistory()), lambda each: each.row)

    assert [each.sentence for each in stale] == ["A9 nay chưa có số, lời văn còn ghi 5."]
    assert renewed(narrative, stale).text == narrative.text


@pytest.mark.parametrize(
    ("now", "last", "words"),
    [
        (9, 7, "tăng 2"),
        (7, 9, "giảm 2"),
        (7, 7, "không tăng, giảm"),
        (0, 7, "giảm 7"),
        (7, None, ""),
        (None, 7, ""),
    ],
)
def test_a_change_says_its_way(now: int | None, last: int | None, words: str) -> None:
    spec = load_form(FORM)
    sources = FormSources(lines=(), units=(), channels=())
    form = fill(spec, blank_form(spec, period(spec, "2026-06"), "Ban Xây dựng Đảng"), sources)
    over = FilledCell(key=KEY, typed=now, is_typed=True)
    filled = relaid(spec, replace(form, overrides=(over,)))
    past = PastForm(period=filled.period, is_closed=True, values={KEY: last})

    assert Figures(spec, filled, FormHistory(past=(past,))).said(KEY, "change") == words


def test_headings_are_counted_again_when_one_of_them_has_nothing_to_say() -> None:
    spec = load_form(FORM)

    def heads(**written: str) -> list[str]:
        typed = tuple(
            FilledCell(
                key=CellKey(table=table, row=row, column=column),
                typed=int(value) if value.isdigit() else value,
                is_typed=True,
            )
            for place, value in written.items()
            for table, row, column in (place.split("_"),)
        )
        form = replace(blank_form(spec, period(spec, "2026-06"), "Ban"), overrides=typed)
        form = fill(spec, form, FormSources(lines=(), units=(), channels=()))
        said = drafted(Figures(spec, form, FormHistory())).text.splitlines()
        return [line for line in said if line[:2] in {"I.", "II", "IV", "1.", "2.", "3.", "4."}]

    assert heads(A_A9_actual="3", E_E1_text="Tốt", E_E2_text="Ít", E_E3_text="Thêm") == [
        "I. KẾT QUẢ", "1. Sản phẩm truyền thông và độ phủ",
        "2. Ưu điểm",
        "II. HẠN CHẾ, NGUYÊN NHÂN", "III. ĐỀ XUẤT, KIẾN NGHỊ",
    ]  # fmt: skip
    assert heads(E_E4_text="1. Họp dân", E_E3_text="Thêm") == [
        "I. NHIỆM VỤ KỲ TỚI", "1. Họp dân", "II. ĐỀ XUẤT, KIẾN NGHỊ",
    ]  # fmt: skip

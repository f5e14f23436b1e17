"""Windows alone: the clerk's ways with an office, papers and exports in folders too deep for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import copy_folder
from tests.windows_hand import DEEP, SHARE_NOTHING, heard_long_paths, held_by_word
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Arrival, FileRole
from wardapp.core.errors import BadValue, DiskRefused, UnreadableFile
from wardapp.core.long_paths import reachable
from wardapp.core.places import Places
from wardapp.core.views import BookRequest
from wardapp.services.discarding import discard_example
from wardapp.services.doctor import examine
from wardapp.services.first_window import window_key
from wardapp.services.office import Office, open_office

if sys.platform != "win32":
    pytest.skip("deep folders are a thing of Windows", allow_module_level=True)


@pytest.fixture
def long_paths() -> Iterator[list[str]]:
    """The long paths that Windows without an administrator's leave would have refused."""
    with heard_long_paths() as refused:
        yield refused


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder whose path has more than 300 letters."""
    folder = tmp_path.joinpath(*DEEP)
    reachable(folder, room=100).mkdir(parents=True)
    return folder


@pytest.fixture
def deep_office(example_offices: Path, deep: Path, places: Places) -> Path:
    """The Party example, which came to lie in a deep folder."""
    copy_folder(example_offices / "party", reachable(deep / "so", room=100))
    copy_folder(example_offices / "data", places.data)
    return deep / "so"


def an_arrival_at(office: Office) -> Arrival:
    return Arrival(
        issuer_id=office.catalogue.issuers()[0].id,
        arrival_date=office.desk.today(),
        organ_name="Thành ủy Hà Liên",
        subject="Báo cáo quý II",
    )


def test_a_clerk_works_in_a_deep_office_with_deep_papers_and_exports(
    deep_office: Path, deep: Path, places: Places, clock: SetClock, long_paths: list[str]
) -> None:
    paper = deep / "Công văn đến.txt"
    reachable(paper).write_text("CÔNG VĂN\nVề việc báo cáo quý II", "utf-8")

    with open_office(deep_office, places, clock) as office:
        seen = office.intake.look_at(paper)
        line = office.intake.register(an_arrival_at(office), file=paper, expect_sha256=seen.sha256)
        assert office.intake.paper(line.id).pdf is not None
        book = office.exporting.book_to(BookRequest(code="den", year=2026), deep / "Sổ đến.xlsx")
        assert office.folder == deep_office
        assert office.backups.make().note == ""

    assert reachable(book).read_bytes().startswith(b"PK")
    assert all(fact.ok for fact in examine(deep_office))
    assert window_key(deep_office) == window_key(reachable(deep_office))
    assert long_paths == []


def test_a_deep_example_is_thrown_away_whole(
    deep_office: Path, deep: Path, clock: SetClock, long_paths: list[str]
) -> None:
    discard_example(deep_office, clock)

    assert list(reachable(deep).iterdir()) == []
    assert long_paths == []


def test_an_export_open_in_excel_takes_nothing_and_says_what_to_do(
    party: Office, tmp_path: Path
) -> None:
    target = tmp_path / "Sổ đến.xlsx"
    request = BookRequest(code="den", year=2026)
    party.exporting.book_to(request, target)
    before = target.read_bytes()

    with (
        held_by_word(target),
        pytest.raises(DiskRefused, match=r"Sổ đến.xlsx đang mở trong chương trình khác \(Word"),
    ):
        party.exporting.book_to(request, target)
    assert target.read_bytes() == before
    party.exporting.book_to(request, target)


def test_a_paper_open_elsewhere_is_told_and_taken_afterwards(party: Office, tmp_path: Path) -> None:
    paper = tmp_path / "Công văn.txt"
    paper.write_text("CÔNG VĂN", "utf-8")

    with (
        held_by_word(paper, SHARE_NOTHING),
        pytest.raises(UnreadableFile, match="Hãy đóng tệp đó rồi làm lại"),
    ):
        party.intake.register(an_arrival_at(party), file=paper)
    assert party.intake.register(an_arrival_at(party), file=paper).attachments


@pytest.mark.parametrize(
    ("role", "is_marked"), [(FileRole.ORIGINAL, True), (FileRole.VERSION, False)]
)
def test_only_a_copy_of_what_came_from_outside_is_marked_as_such(
    party: Office, role: FileRole, is_marked: bool
) -> None:
    path = party.copies.copy(party.desk.files.keep(b"van ban", "Công văn.docx", role))

    assert path.read_bytes() == b"van ban"
    mark = Path(f"{path}:Zone.Identifier")
    assert (mark.is_file() and b"ZoneId=3" in mark.read_bytes()) is is_marked


@pytest.mark.parametrize("name", ["Sổ: đến.xlsx", "con.xlsx", f"{'ệ' * 252}.xlsx"])
def test_a_name_that_windows_does_not_take_is_refused_before_anything(
    party: Office, tmp_path: Path, name: str
) -> None:
    with pytest.raises(BadValue):
        party.exporting.book_to(BookRequest(code="den", year=2026), tmp_path / name)
    assert [path.name for path in tmp_path.iterdir() if path.name not in {"so", "data"}] == []

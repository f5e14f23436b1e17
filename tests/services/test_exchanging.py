"""Packages between real offices: two PCs of one, and what goes to and from others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tests.two_pcs import registered
from wardapp.core.daylog import LogEntry, LogLine, LogQuery
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import ChangedSince, DiskRefused, PackageRefused
from wardapp.core.exchange import Packed, PackRequest, Purpose, Received, Stick, Trust
from wardapp.core.files import remove_file
from wardapp.core.petitions import PetitionEntry, PrivatePerson
from wardapp.exchange.package_reading import open_package
from wardapp.services import exchanging_ways
from wardapp.services.doctor import examine
from wardapp.services.office import Office

OpenOn = Callable[..., Office]
DAY = date(2026, 6, 5)


@pytest.fixture
def pair(open_on: OpenOn) -> tuple[Office, Office]:
    """Two PCs with one office each, both of Đảng ủy phường Liên Hồ, trusting each other."""
    one, two = open_on("may-1", "party"), open_on("may-2", "party", new=True)
    trusting(one, two)
    return one, two


def trusting(*offices: Office) -> None:
    """Let every office trust the keys of the others, as after their phone calls."""
    for office in offices:
        for other in offices:
            if other is not office:
                office.devices.trust(other.devices.card())


def sent(office: Office, folder: Path, request: PackRequest | None = None) -> Packed:
    """Pack into a folder and remember it as handed out."""
    request = request or PackRequest(purpose=Purpose.SYNC)
    number = len(tuple(folder.glob("*.wardpack"))) if folder.is_dir() else 0
    folder.mkdir(parents=True, exist_ok=True)
    return office.exchanging.pack_to(request, folder / f"gói {number + 1}.wardpack")


def taken(office: Office, *paths: Path) -> tuple[Received, ...]:
    """Take packages in, in the order the office proposes."""
    return tuple(office.exchanging.receive(each) for each in office.exchanging.look_at(paths))


def line(office: Office, words: str) -> None:
    office.daylog.add(LogEntry(day=DAY, channel=office.daylog.channels()[0].code, content=words))


def paper(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def words_of(office: Office) -> set[str]:
    return {each.content for each in lines_of(office)}


def lines_of(office: Office) -> tuple[LogLine, ...]:
    with office.desk.database.read() as tx:
        return tx.daylog.between(DAY, DAY)


def since(office: Office) -> PackRequest:
    """Return the request for what waits for the first other PC."""
    partner = office.exchanging.partners()[0]
    return PackRequest(purpose=Purpose.SYNC, to=partner.name, partner=partner.replica_id, since=())


def test_two_pcs_end_with_the_same_lines_whatever_was_lost_repeated_or_reordered(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    out = tmp_path / "goi"
    out.mkdir()
    line(one, "Tin ở máy một")
    line(two, "Tin ở máy hai")
    first = sent(one, out)
    taken(two, *first.paths)
    assert words_of(two) == {"Tin ở máy một", "Tin ở máy hai"}
    back = sent(two, out, since(two))
    assert back.manifest.event_count < first.manifest.event_count
    taken(one, *back.paths)
    assert words_of(one) == words_of(two)
    (partner,) = one.exchanging.partners()
    assert partner.last_sent_ms is None  # a full package names no partner
    assert partner.last_received_ms is not None

    line(one, "Hai")
    lost = sent(one, out, since(one))
    line(one, "Ba")
    after_lost = sent(one, out, since(one))
    assert lost.manifest.after == after_lost.manifest.after  # a lost one is made good
    assert two.exchanging.look_at(after_lost.paths)[0].refusal == ""
    taken(two, *after_lost.paths)
    again, known = (two.exchanging.look_at(each.paths)[0] for each in (lost, after_lost))
    assert (again.preview.is_empty, again.received_ms) == (True, None)
    assert known.received_ms == two.exchanging.receipts()[0].received_ms
    assert words_of(two) == words_of(one) == {"Tin ở máy một", "Tin ở máy hai", "Hai", "Ba"}
    assert one.exchanging.sendings()[0].acknowledged_ms is None
    taken(one, *sent(two, out, since(two)).paths)
    assert one.exchanging.sendings()[0].acknowledged_ms is not None
    assert one.exchanging.partners()[0].waiting_events == 0


def test_what_was_sent_and_not_acknowledged_waits_but_is_not_unsent(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    taken(two, *sent(one, tmp_path).paths)
    taken(one, *sent(two, tmp_path, since(two)).paths)
    found = []
    for act in (line, line, sent, line):
        _ = act(one, "Tin") if act is line else sent(one, tmp_path, since(one))
        (partner,) = one.exchanging.partners()
        found.append((partner.waiting_events, partner.unsent_events))

    assert found == [(1, 1), (2, 2), (2, 0), (3, 1)]


def test_packages_dropped_in_any_order_are_put_in_theirs_and_one_without_the_other_waits(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    out = tmp_path / "goi"
    out.mkdir()
    taken(two, *sent(one, out).paths)
    line(one, "Một")
    seen = one.desk.database
    with seen.read() as tx:
        heads = tx.merging.heads()
    early = sent(one, out, PackRequest(purpose=Purpose.SYNC, since=()))
    line(one, "Hai")
    late = sent(one, out, PackRequest(purpose=Purpose.SYNC, since=heads))

    (alone,) = two.exchanging.look_at(late.paths)
    assert alone.waits
    assert "nối tiếp một gói chưa nhận" in alone.refusal
    with pytest.raises(PackageRefused):
        two.exchanging.receive(alone)

    both = two.exchanging.look_at((*late.paths, *early.paths))
    assert [each.path for each in both] == [*early.paths, *late.paths]
    assert not any(each.refusal or each.waits for each in both)
    for each in both:
        two.exchanging.receive(each)
    assert words_of(two) == {"Một", "Hai"}


def test_nothing_of_an_untrusted_key_or_of_another_office_comes_in(
    pair: tuple[Office, Office], state: Office, tmp_path: Path
) -> None:
    one, two = pair
    line(one, "Tin")
    packed = sent(one, tmp_path)
    two.devices.forget(one.devices.card().key)
    (arrival,) = two.exchanging.look_at(packed.paths)
    assert arrival.trust is Trust.NEW
    assert arrival.preview.is_empty
    assert arrival.card is not None
    assert arrival.card.code == one.devices.card().code
    with pytest.raises(PackageRefused, match="Chưa tin"):
        two.exchanging.receive(arrival)
    assert words_of(two) == set()

    (foreign,) = state.exchanging.look_at(packed.paths)
    assert "không phải của sổ đang mở" in foreign.refusal


def test_a_whole_import_is_taken_back_and_may_come_again(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    line(one, "Tin")
    packed = sent(one, tmp_path)
    (received,) = taken(two, *packed.paths)
    assert two.exchanging.receipts()[0].id == received.receipt.id
    two.exchanging.undo(received.receipt.id)
    assert words_of(two) == set()
    assert two.exchanging.receipts()[0].undone_ms is not None
    with pytest.raises(ChangedSince):
        two.exchanging.undo(received.receipt.id)
    taken(two, *packed.paths)
    assert words_of(two) == {"Tin"}


def test_what_was_taken_back_is_neither_known_nor_acknowledged(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    line(one, "Tin")
    taken(two, *sent(one, tmp_path).paths)
    (shared,) = (each for each in lines_of(two) if each.content == "Tin")
    one.daylog.amend(replace(shared, content="Tin sửa ở máy một"))
    (received,) = taken(two, *sent(one, tmp_path).paths)
    two.exchanging.undo(received.receipt.id)
    two.daylog.amend(replace(shared, content="Tin sửa ở máy hai"))
    taken(one, *sent(two, tmp_path).paths)
    assert one.syncing.count_conflicts() == 1  # two wrote without knowing what it had taken back

    taken(two, *sent(one, tmp_path, since(one)).paths)
    assert two.syncing.count_conflicts() == 1
    assert words_of(one) == words_of(two)


def test_a_package_is_remembered_before_it_is_copied(
    pair: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _two = pair
    packed = one.exchanging.pack(PackRequest(purpose=Purpose.SYNC, to="Máy hai"))
    seen = []

    def cut_off(_target: Path, _write: object, *, size: int) -> None:
        seen.extend(one.exchanging.sendings())
        raise DiskRefused(f"Ổ đĩa đầy, cần {size}.")

    with monkeypatch.context() as patch:
        patch.setattr(exchanging_ways, "write_whole_by", cut_off)
        with pytest.raises(DiskRefused):
            one.exchanging.to_folder(packed, tmp_path)
    assert [(each.to, each.left_ms) for each in seen] == [("Máy hai", None)]
    assert one.exchanging.sendings() == ()  # nothing of it is out

    stick = Stick(root=tmp_path / "đã rút", label="USB", free=10**9, size=10**9)
    with pytest.raises(DiskRefused):
        one.exchanging.to_stick(packed, stick)
    (sending,) = one.exchanging.sendings()  # it was pulled out: nobody knows
    assert sending.left_ms is None
    one.exchanging.to_folder(packed, tmp_path)
    assert one.exchanging.sendings()[0].left_ms is not None


def test_files_named_by_the_events_travel_and_only_these(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    out = tmp_path / "goi"
    out.mkdir()
    taken(two, *sent(one, out).paths)
    taken(one, *sent(two, out).paths)
    old = paper(tmp_path / "cu.txt", "Thông báo cũ")
    row = one.daylog.add(
        LogEntry(day=DAY, channel=one.daylog.channels()[0].code, content="Có ảnh"), [old]
    )
    taken(two, *sent(one, out, since(one)).paths)
    taken(one, *sent(two, out, since(two)).paths)
    new = paper(tmp_path / "moi.txt", "Thông báo mới")
    one.daylog.attach(row.id, new)
    packed = sent(one, out, since(one))
    assert [file.name for file in packed.manifest.files if file.name == "moi.txt"]
    taken(two, *packed.paths)
    kept = two.daylog.get(row.id).attachments
    assert [two.desk.files.read(each) for each in kept] == [old.read_bytes(), new.read_bytes()]


def test_a_file_that_the_sender_has_not_got_is_told_on_both_sides_and_comes_later(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    for name in ("đi", "về", "bù"):
        (tmp_path / name).mkdir()
    row = registered(one, "Thông báo họp")
    one.intake.attach(row.id, paper(tmp_path / "ban-ky.txt", "Thông báo"))
    (file,) = one.intake.get(row.id).attachments
    lost = one.desk.files.path_of(file)
    data = lost.read_bytes()
    remove_file(lost)

    packed = sent(one, tmp_path / "đi")
    assert [each.name for each in packed.manifest.missing] == ["ban-ky.txt"]
    whose = f"Thiếu tệp ban-ky.txt của văn bản đến số {row.arrival_code} ({row.number_symbol})"
    assert packed.notices == (
        f"{whose}: không còn trong thư mục sổ của máy này nên không có trong gói.",
    )
    (look,) = two.exchanging.look_at(packed.paths)
    assert "Gói thiếu tệp mà nơi gửi không còn: ban-ky.txt." in look.preview.notices
    (received,) = taken(two, *packed.paths)
    assert received.lines == (f"{whose}: máy gửi cũng không còn; sẽ nhận khi có máy gửi lại.",)
    for office in pair:
        fact = next(each for each in examine(office.folder) if each.topic == "Tệp kèm")
        assert (fact.ok, fact.sentence.startswith(whose)) == (False, True)

    taken(one, *sent(two, tmp_path / "về").paths)  # it says what is missing there too
    one.desk.files.keep(data, file.name, file.role)
    assert one.exchanging.partners()[0].waiting_files == 1
    late = sent(one, tmp_path / "bù", since(one))
    assert [each.sha256 for each in late.manifest.files] == [file.sha256]
    (look,) = two.exchanging.look_at(late.paths)
    assert look.preview.notices == ("Gói mang 1 tệp mà máy này còn thiếu.",)
    (received,) = taken(two, *late.paths)
    assert received.sentence.startswith("Đã nhận 1 tệp còn thiếu")
    assert two.desk.files.read(file) == data


def test_a_secret_file_stays_out_and_everything_else_comes_in(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    secret = b"T\xe1\xbb\x90I M\xe1\xba\xacT\n\nS\xe1\xbb\x91: 01\n"
    row = one.daylog.add(
        LogEntry(day=DAY, channel=one.daylog.channels()[0].code, content="Có ảnh"),
        [paper(tmp_path / "a.txt", "Thường")],
    )
    kept = one.desk.files.keep(secret, "b.txt", FileRole.EVIDENCE)  # as an older program did
    with one.desk.database.begin(one.desk.command("daylog.attach", "Kèm")) as tx:
        tx.daylog.save(replace(row, attachments=(*row.attachments, kept)))
    packed = sent(one, tmp_path)
    (received,) = taken(two, *packed.paths)
    assert len(received.lines) == 1
    assert "dấu chỉ mức độ mật" in received.lines[0]
    assert two.desk.files.find(kept.sha256) is None
    assert len(two.daylog.get(row.id).attachments) == 2
    files = next(each for each in examine(two.folder) if each.topic == "Tệp kèm")
    assert files.ok  # kept out on purpose is no damage
    assert files.sentence.endswith(
        "Tệp b.txt không nhận vì có dấu chỉ mức độ mật, không phải hỏng."
    )
    answer = sent(two, tmp_path)
    assert (answer.manifest.missing, answer.notices) == ((), ())
    with two.desk.database.read() as tx:
        assert "b.txt" not in tx.exchanges.receipts()[0].note


def test_a_package_in_parts_is_put_together_from_any_order_and_a_password_opens_it(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, two = pair
    line(one, "Tin")
    request = PackRequest(purpose=Purpose.SYNC, password="mật khẩu", split_at=100_000)
    photo = tmp_path / "anh.dat"
    photo.write_bytes(
        b"".join(sha256(bytes([at % 251, at // 251])).digest() for at in range(9_000))
    )
    one.daylog.attach(one.daylog.page(LogQuery()).rows[0].id, photo)
    packed = sent(one, tmp_path, request)
    assert len(packed.paths) > 2
    (lacking,) = two.exchanging.look_at(packed.paths[1:])
    assert "còn thiếu phần 1" in lacking.refusal
    assert lacking.lacks_parts
    (sealed,) = two.exchanging.look_at(packed.paths[::-1])
    assert sealed.needs_password
    (wrong,) = two.exchanging.look_at(packed.paths, {packed.paths[0]: "nhầm"})
    assert wrong.needs_password
    assert wrong.refusal
    (ready,) = two.exchanging.look_at(packed.paths[::-1], {packed.paths[0]: "mật khẩu"})
    assert ready.refusal == ""
    two.exchanging.receive(ready, "mật khẩu")
    assert words_of(two) == {"Tin"}
    left = [path.name for path in (two.folder / "exports").iterdir() if path.is_file()]
    assert left == []


def test_equal_events_give_equal_bytes_and_packing_writes_no_event(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    one, _ = pair
    with one.desk.database.read() as tx:
        before = tx.merging.heads()
    first = one.exchanging.pack(PackRequest(purpose=Purpose.SYNC), tmp_path / "a.wardpack")
    second = one.exchanging.pack(PackRequest(purpose=Purpose.SYNC), tmp_path / "b.wardpack")
    one.exchanging.to_folder(first, tmp_path)
    assert first.sha256 == second.sha256
    with one.desk.database.read() as tx:
        assert tx.merging.heads() == before


def test_no_private_person_is_in_any_package(pair: tuple[Office, Office], tmp_path: Path) -> None:
    one, _ = pair
    person = PrivatePerson(full_name="Quách Thị Thửnghiệm", phone="0977123987")
    entry = PetitionEntry(
        issuer_id=one.catalogue.issuers()[0].id, received=DAY, subject="Cống ngõ 12 tắc, ngập"
    )
    one.petitions.add(entry, person)
    one.exchanging.pack(PackRequest(purpose=Purpose.SYNC), tmp_path / "a.wardpack")
    one.exchanging.pack(PackRequest(purpose=Purpose.CATALOGUE), tmp_path / "b.wardpack")
    for path in tmp_path.glob("*.wardpack"):
        with open_package(path) as package:
            told = "\n".join(map(repr, package.events()))
            told += "".join(
                package.entry(name).decode("utf-8", "ignore") for name in package.manifest.entries
            )
        assert "Thửnghiệm" not in told
        assert "0977123987" not in told

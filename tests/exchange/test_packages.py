"""Packages: what was put in comes out, equal content gives equal bytes, samples open for ever."""

from __future__ import annotations

import hashlib
import io
import json
import random
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import sample_packages
from tests.package_tools import (
    KEY,
    MAIN,
    PASSWORD,
    SECOND,
    a_chain,
    a_manifest,
    a_package,
    body_of,
    forged,
    head_of,
    kept_files,
)
from wardapp.core.errors import (
    DiskRefused,
    NotFound,
    PackageDamaged,
    PackageRefused,
    PackageTooNew,
    PasswordNeeded,
    PasswordWrong,
)
from wardapp.core.exchange import Purpose
from wardapp.core.journal import Event, FieldChange
from wardapp.exchange.canonical import NotCanonical, dumped, parsed
from wardapp.exchange.package_events import event_of, line_of
from wardapp.exchange.package_manifest import in_order, manifest_bytes
from wardapp.exchange.package_reading import is_package, open_package, signer_of
from wardapp.exchange.package_writing import write_package
from wardapp.exchange.shapes import Misshapen
from wardapp.exchange.splitting import join, part_of
from wardapp.store.records import dump


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_what_was_packed_comes_out(tmp_path: Path, password: str) -> None:
    events = [*a_chain(MAIN, 5), *a_chain(SECOND, 3)]
    path = a_package(tmp_path / "gói.wardpack", events, note="Nhớ xem", password=password)

    with open_package(path, password) as package:
        assert list(package.events()) == events == list(package.events())
        assert package.manifest.note == "Nhớ xem"
        assert package.key == KEY.public
        assert package.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert package.entry("proposal.json") == b'{"a":1}'
        with pytest.raises(KeyError):
            package.entry("../so.db")
        for file in package.manifest.files:
            package.copy_file(file.sha256, tmp_path / "ra" / file.sha256)
            copied = (tmp_path / "ra" / file.sha256).read_bytes()
            assert copied == package.file_bytes(file.sha256)
            assert hashlib.sha256(copied).hexdigest() == file.sha256
        package.check_files()
    assert is_package(path)
    assert signer_of(path).is_sealed == bool(password)


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    one, two = (a_package(tmp_path / name / "a.wardpack") for name in ("x", "y"))
    assert one.read_bytes() == two.read_bytes()

    sealed = [a_package(tmp_path / name / "b.wardpack", password=PASSWORD) for name in ("x", "y")]
    assert sealed[0].read_bytes() != sealed[1].read_bytes()
    assert "phường".encode() not in sealed[0].read_bytes()


def test_the_inside_is_a_zip_that_any_program_reads(tmp_path: Path) -> None:
    data = a_package(tmp_path / "a.wardpack").read_bytes()

    with zipfile.ZipFile(io.BytesIO(body_of(data))) as inside:
        assert inside.testzip() is None
        assert inside.namelist()[:2] == ["manifest.json", "events.jsonl"]


def test_a_password_is_asked_for_and_told_when_wrong(tmp_path: Path) -> None:
    path = a_package(tmp_path / "a.wardpack", password="Đường làng")

    with pytest.raises(PasswordNeeded, match="mật khẩu"):
        open_package(path)
    with pytest.raises(PasswordWrong, match="Mật khẩu chưa đúng"):
        open_package(path, "Duong lang")
    open_package(path, unicodedata.normalize("NFD", "Đường làng")).close()


def test_a_newer_minor_is_read_and_a_newer_major_refused(tmp_path: Path) -> None:
    row = json.loads(manifest_bytes(in_order(a_manifest())))
    path = tmp_path / "moi.wardpack"

    def write(minor: int, **more: object) -> None:
        data = dumped({**row, "minor": minor, **more})
        path.write_bytes(forged([("manifest.json", data), ("events.jsonl", b"")], minor=minor))

    write(7, colour="xanh")
    with open_package(path) as package:
        assert package.manifest.minor == 7
    write(1, colour="xanh")
    with pytest.raises(PackageDamaged):
        open_package(path)
    write(7, purpose="weather")
    with pytest.raises(PackageTooNew, match="bản mới hơn"):
        open_package(path)
    data = bytearray(a_package(tmp_path / "a.wardpack").read_bytes())
    data[8] = 2
    path.write_bytes(data)
    with pytest.raises(PackageTooNew, match="nâng cấp"):
        open_package(path)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(PackageRefused, match="không phải gói WardApp, hoặc chưa chép trọn"):
        open_package(path)
    with pytest.raises(PackageRefused, match="Không thấy"):
        open_package(tmp_path / "khong-co.wardpack")


def test_events_that_do_not_follow_each_other_are_not_packed(tmp_path: Path) -> None:
    one, two = a_chain(MAIN, 4), a_chain(SECOND, 2)
    right = a_manifest([*one, *two])
    wrong = (
        (right, [*two, *one]),
        (right, [*one[:2], *one[3:], *two]),
        (replace(right, event_count=7), [*one, *two]),
        (replace(right, after=(head_of(one[:1]),)), [*one, *two]),
        (replace(right, upto=right.upto[:1]), [*one, *two]),
        (replace(right, event_count=4), one),
    )
    for manifest, events in wrong:
        with pytest.raises(ValueError, match=r"."):
            _written(manifest, events, tmp_path / "a.wardpack")
    assert not list(tmp_path.iterdir())
    later = a_manifest(one[2:], after=(head_of(one[:2]),))
    _written(later, one[2:], tmp_path / "a.wardpack")
    only_letters = a_manifest(purpose=Purpose.DISPATCH, known=right.known)
    _written(only_letters, [], tmp_path / "b.wardpack")


def _written(manifest: object, events: list[Event], target: Path) -> None:
    write_package(manifest, events=events, entries={}, files={}, key=KEY, target=target)


def test_an_altered_kept_file_stops_the_packing_and_nothing_is_written(tmp_path: Path) -> None:
    named, paths = kept_files(tmp_path / "kept", b"ban goc")
    target = tmp_path / "ra" / "a.wardpack"
    wish = {"events": [], "entries": {}, "files": paths, "key": KEY, "target": target}
    paths[named[0].sha256].write_bytes(b"ban gia")
    with pytest.raises(NotFound, match="công văn 1"):
        write_package(a_manifest(files=named), **wish)
    paths[named[0].sha256].unlink()
    with pytest.raises(NotFound, match="sao lưu"):
        write_package(a_manifest(files=named), **wish)
    assert not list((tmp_path / "ra").iterdir())
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(DiskRefused):
        write_package(a_manifest(), **{**wish, "files": {}, "target": tmp_path / "tep" / "a"})


def test_what_no_reader_would_take_is_not_packed(tmp_path: Path) -> None:
    target = tmp_path / "a.wardpack"
    for odd in ({"note": "x" * 20_001}, {"device_name": "a\nb"}, {"office_name": "x" * 301}):
        with pytest.raises(PackageRefused, match="quá dài hay"):
            _written(a_manifest(**odd), [], target)
    assert not target.exists()
    (event,) = a_chain(MAIN, 1)
    long = replace(event, reason="dài " * 50_000, title="", step_id="", entity_id="KÊNH-1")
    _written(a_manifest([long]), [long], target)
    with open_package(target) as package:
        assert list(package.events()) == [long]


def test_what_folds_too_tightly_is_stored_so_that_it_can_be_read(tmp_path: Path) -> None:
    entries = {f"trang-{number}.json": bytes(63 << 20) for number in range(2)}
    manifest = a_manifest(purpose=Purpose.CATALOGUE, entries=tuple(entries))
    path = tmp_path / "a.wardpack"
    write_package(manifest, events=[], entries=entries, files={}, key=KEY, target=path)

    with open_package(path) as package:
        assert package.entry("trang-0.json") == bytes(63 << 20)


def test_a_package_of_many_events_and_big_files_never_lies_in_memory(tmp_path: Path) -> None:
    count, size = 300, 12 << 20
    bulk = random.Random(7).randbytes(size)
    named, paths = kept_files(tmp_path / "kept", bulk)
    del bulk
    tracemalloc.start()
    try:
        end = None
        for event in _long_chain(count):
            end = event
        manifest = a_manifest([end], files=named, event_count=count)
        path = tmp_path / "a.wardpack"
        write_package(
            manifest,
            events=_Again(count),
            entries={},
            files=paths,
            key=KEY,
            target=path,
            password=PASSWORD,
        )
        with open_package(path, PASSWORD) as package:
            package.copy_file(named[0].sha256, tmp_path / "ra.pdf")
            assert sum(1 for _ in package.events()) == count
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 7 << 20


class _Again:
    def __init__(self, count: int) -> None:
        self._count = count

    def __iter__(self) -> Iterator[Event]:
        return _long_chain(self._count)


def _long_chain(count: int) -> Iterator[Event]:
    after = None
    for _ in range(count):
        (event,) = a_chain(MAIN, 1, after)
        yield event
        after = head_of([event])


# ---- samples of every released format ----------------------------------------------------------


SAMPLES = Path(sample_packages.__file__).parent / "data"


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_sample_of_a_released_format_opens_for_ever(tmp_path: Path, version: str) -> None:
    joined = tmp_path / "goi.wardpack"
    join(sorted(SAMPLES.glob(f"goi-{version}-chia.*"), reverse=True), joined)
    events = [*a_chain(MAIN, 25), *a_chain(SECOND, 12)]
    plain = SAMPLES / f"goi-{version}.wardpack"
    sealed = SAMPLES / f"goi-{version}-mat-khau.wardpack"
    for path, password in ((plain, ""), (sealed, PASSWORD), (joined, "")):
        with open_package(path, password) as package:
            package.check_files()
            assert package.key == KEY.public
            assert package.manifest.note == "Gói mẫu"
            assert package.manifest.office_name == "Đảng uỷ phường Liên Hồ"
            assert list(package.events()) == events


def test_every_sample_is_looked_at_and_todays_format_has_its_own(tmp_path: Path) -> None:
    sample_packages.write(tmp_path)

    kept = {path.name for path in SAMPLES.glob("*.wardpack")}
    assert {path.name for path in tmp_path.iterdir()} <= kept
    assert (tmp_path / sample_packages.PLAIN).read_bytes() == (
        SAMPLES / sample_packages.PLAIN
    ).read_bytes()
    assert all(is_package(path) or part_of(path) for path in SAMPLES.glob("*.wardpack"))


# ---- the one spelling of JSON and of an event --------------------------------------------------


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | ANY_TEXT,
        lambda each: st.lists(each, max_size=4) | st.dictionaries(ANY_TEXT, each, max_size=4),
        max_leaves=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_value_is_read_back_from_its_one_spelling(value: object) -> None:
    assert parsed(dumped(value)) == value
    with pytest.raises(NotCanonical):
        parsed(dumped(value) + b" ")


@pytest.mark.parametrize(
    "spelled",
    [
        b'{"a":1,"a":2}', b"1.0", b"1e3", b"NaN", b"[Infinity]", b"-0", b'"\\u0041"', b'"\\ud800"',
        b"[1, 2]", b"9007199254740992",
        b"\xef\xbb\xbf1", b'"\xff"', b"9" * 5000, b"", b"[" * 100_000, b'{"b":1,"a":2}',
        b'["' + b'\\"' * 3_000_000, b"[" + b"[]," * 3_000_000 + b"0]", b'"\\/"',
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused(spelled: bytes) -> None:
    with pytest.raises(NotCanonical):
        parsed(spelled)


@given(ANY_TEXT, ANY_TEXT, st.none() | ANY_TEXT, st.integers(0, 32_503_679_999_999))
@settings(max_examples=60, deadline=None)
def test_an_event_comes_back_from_its_line(
    clerk: str, reason: str, value: str | None, clock: int
) -> None:
    (plain,) = a_chain(MAIN, 1)
    event = replace(
        plain,
        actor=replace(plain.actor, clerk=clerk),
        reason=reason,
        clock_ms=clock,
        changes=(
            FieldChange(
                field="subject", old=None if value is None else dump(value), new=dump([clerk, 1])
            ),
        ),
    )
    line = line_of(event)
    assert b"\n" not in line
    assert event_of(line) == event


@pytest.mark.parametrize("value", ["{", "NaN", "1.5", "[1, 2]", "9" * 400, "[" * 60_000, "", "+1"])
def test_a_value_of_an_event_is_json_in_its_one_spelling(value: str) -> None:
    (plain,) = a_chain(MAIN, 1)
    for change in (("subject", value, None), ("subject", None, value)):
        field, old, new = change
        odd = replace(plain, changes=(FieldChange(field=field, old=old, new=new),))
        with pytest.raises(Misshapen):
            event_of(line_of(odd))

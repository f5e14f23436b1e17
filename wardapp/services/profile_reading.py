"""Reads an office profile from TOML; each fault names the line, the field and what to write.

The format is that of `resources/example/party.toml`: a `title`, a `[settings]` table and lists of
`[[issuers]]`, `[[terms]]`, `[[signers]]`, `[[last_numbers]]`, `[[people]]`, `[[bodies]]` and
`[[units]]`. Signers and last numbers name their issuer by its symbol.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from wardapp.core.errors import BadValue, UnreadableFile
from wardapp.core.identity import RecordId
from wardapp.core.issuers import (
    Body,
    BodyLevel,
    Family,
    Issuer,
    IssuerKind,
    Person,
    Signer,
    Term,
    TermStart,
    Unit,
)
from wardapp.core.long_paths import reachable
from wardapp.core.profile import LastNumber, OfficeProfile
from wardapp.core.settings import OfficeSettings
from wardapp.services.toml_tables import TomlTable, TomlText, toml_values

TABLES = (
    "settings",
    "issuers",
    "terms",
    "signers",
    "last_numbers",
    "people",
    "bodies",
    "units",
)
TOP_KEYS = frozenset({"title", "is_example", *TABLES})
MAX_PROFILE = 1 << 20

NOT_TYPED = {"id", "position", "qd_choices"}

NewId = Callable[[], RecordId]


def read_profile(path: Path, new_id: NewId) -> OfficeProfile:
    """Return the profile a file declares; UnreadableFile or BadValue say where it is wrong."""
    text = _text_of(path)
    return _profile(TomlText(path.name, text), toml_values(path.name, text), new_id)


def _text_of(path: Path) -> str:
    real = reachable(path)
    try:
        if real.exists() and not real.is_file():
            raise UnreadableFile(f"{path.name} không phải là tệp. Hãy xem lại tên và đường dẫn.")
        if real.stat().st_size > MAX_PROFILE:
            raise UnreadableFile(f"Tệp {path.name} quá lớn, không phải tệp mô tả cơ quan.")
        return real.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path.name}. Hãy kiểm tra tên và đường dẫn."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"Tệp {path.name} không phải chữ Unicode (UTF-8). Hãy lưu lại tệp dạng UTF-8."
        ) from error


def _profile(text: TomlText, values: dict[str, Any], new_id: NewId) -> OfficeProfile:
    top = TomlTable(text, "", 0, values)
    top.refuse_unknown(TOP_KEYS)
    issuers = tuple(
        _issuer(table, new_id(), position)
        for position, table in enumerate(_each(text, values, "issuers"))
    )
    if not issuers:
        raise BadValue(
            "issuers", f"Tệp {text.name} chưa có cơ quan nào. Hãy thêm một mục [[issuers]]."
        )
    by_symbol = {issuer.symbol: issuer for issuer in issuers}
    return OfficeProfile(
        title=top.text("title", required=True),
        issuers=issuers,
        terms=tuple(_term(table, new_id()) for table in _each(text, values, "terms")),
        signers=tuple(
            _signer(table, new_id(), by_symbol) for table in _each(text, values, "signers")
        ),
        last_numbers=tuple(
            _last_number(table, by_symbol) for table in _each(text, values, "last_numbers")
        ),
        people=tuple(_person(table, new_id()) for table in _each(text, values, "people")),
        bodies=tuple(_body(table, new_id()) for table in _each(text, values, "bodies")),
        units=tuple(_unit(table, new_id()) for table in _each(text, values, "units")),
        settings=_settings(text, values),
        is_example=top.flag("is_example", default=False),
    )


def _each(text: TomlText, values: dict[str, Any], name: str) -> Iterator[TomlTable]:
    tables = values.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise text.fault(name, 0, "", f"hãy viết thành các mục [[{name}]].")
    for index, table in enumerate(tables):
        yield TomlTable(text, name, index, table)


def _issuer(table: TomlTable, issuer_id: RecordId, position: int) -> Issuer:
    table.refuse_unknown({item.name for item in fields(Issuer)} - NOT_TYPED)
    family = Family(table.choice("family", [item.value for item in Family]))
    return Issuer(
        id=issuer_id,
        family=family,
        kind=IssuerKind(table.choice("kind", [item.value for item in IssuerKind])),
        name=table.text("name", required=True),
        full_name=table.text("full_name") or table.text("name"),
        parent_line=table.text("parent_line"),
        own_line=table.text("own_line", required=True),
        symbol=table.text("symbol", required=True),
        place=table.text("place", required=True),
        committee=table.text("committee", required=family is Family.PARTY),
        unit_symbol=table.text("unit_symbol"),
        storage_line=table.text("storage_line"),
        old_tone_marks=table.flag("old_tone_marks", default=family is Family.PARTY),
        keeps_numbers=table.flag("keeps_numbers", default=True),
        number_groups=table.pairs("number_groups"),
        shared_qd_counter=table.flag("shared_qd_counter", default=True),
        organ_id=table.text("organ_id"),
        sits_from=table.day("sits_from"),
        sits_to=table.day("sits_to"),
        position=position,
    )


def _term(table: TomlTable, term_id: RecordId) -> Term:
    table.refuse_unknown(
        {"committee", "label", "start", "start_reason", "start_kind", "end", "end_reason"}
    )
    start, end = table.day("start", required=True), table.day("end")
    if start is None:
        raise table.fault("start", "hãy ghi ngày, ví dụ 2025-07-01.")
    if end is not None and end < start:
        raise table.fault("end", "ngày kết thúc phải sau ngày bắt đầu.")
    return Term(
        id=term_id,
        committee=table.text("committee", required=True),
        label=table.text("label", required=True),
        start=start,
        start_reason=table.text("start_reason"),
        start_kind=TermStart(_one_of(table, "start_kind", TermStart) or TermStart.CLOSING),
        end=end,
        end_reason=table.text("end_reason"),
    )


def _signer(table: TomlTable, signer_id: RecordId, issuers: dict[str, Issuer]) -> Signer:
    table.refuse_unknown(
        {
            "issuer", "full_name", "position", "authority", "active", "rank", "in_office_from",
            "in_office_to", "post",
        }
    )  # fmt: skip
    return Signer(
        id=signer_id,
        issuer_id=issuers[table.choice("issuer", list(issuers))].id,
        full_name=table.text("full_name", required=True),
        position=table.text("position", required=not table.text("post")),
        authority=table.texts("authority"),
        post=table.text("post"),
        active=table.flag("active", default=True),
        rank=table.number("rank") or 0,
        in_office_from=table.day("in_office_from"),
        in_office_to=table.day("in_office_to"),
    )


def _last_number(table: TomlTable, issuers: dict[str, Issuer]) -> LastNumber:
    table.refuse_unknown({"issuer", "book", "group", "scope", "number"})
    number = table.number("number", required=True)
    return LastNumber(
        issuer_symbol=table.choice("issuer", list(issuers)),
        book=table.choice("book", ["den", "di"]),
        group=table.text("group"),
        scope_label=table.text("scope", required=True),
        number=number or 0,
    )


def _person(table: TomlTable, person_id: RecordId) -> Person:
    table.refuse_unknown({"full_name", "position", "is_clerk", "active"})
    return Person(
        id=person_id,
        full_name=table.text("full_name", required=True),
        position=table.text("position"),
        is_clerk=table.flag("is_clerk", default=False),
        active=table.flag("active", default=True),
    )


def _body(table: TomlTable, body_id: RecordId) -> Body:
    table.refuse_unknown(
        {
            "name", "group", "symbol", "short_names", "active", "level", "organ_id", "address",
            "email",
        }
    )  # fmt: skip
    return Body(
        id=body_id,
        name=table.text("name", required=True),
        group=table.text("group"),
        symbol=table.text("symbol"),
        short_names=table.texts("short_names"),
        level=BodyLevel(_one_of(table, "level", BodyLevel)),
        organ_id=table.text("organ_id"),
        address=table.text("address"),
        email=table.text("email"),
        active=table.flag("active", default=True),
    )


def _unit(table: TomlTable, unit_id: RecordId) -> Unit:
    table.refuse_unknown({"name", "kind", "households", "code", "active"})
    return Unit(
        id=unit_id,
        name=table.text("name", required=True),
        kind=table.choice("kind", ["tdp", "chi-bo", "co-quan", "doan-the"]),
        households=table.number("households"),
        code=table.text("code"),
        active=table.flag("active", default=True),
    )


def _one_of(table: TomlTable, name: str, kind: type[StrEnum]) -> str:
    """Return a choice that may be left out, "" then."""
    return table.choice(name, [each.value for each in kind]) if name in table.values else ""


def _settings(text: TomlText, values: dict[str, Any]) -> OfficeSettings:
    given = values.get("settings", {})
    if not isinstance(given, dict):
        raise text.fault("settings", 0, "", "hãy viết thành mục [settings].")
    table = TomlTable(text, "settings", 0, given)
    table.refuse_unknown({item.name for item in fields(OfficeSettings)})
    return OfficeSettings(
        **{name: table.like(name, kind) for name, kind in _kinds() if name in given}
    )


def _kinds() -> Iterator[tuple[str, type[Any]]]:
    for item in fields(OfficeSettings):
        yield item.name, type(item.default)

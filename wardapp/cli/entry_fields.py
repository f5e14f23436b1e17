"""`--set FIELD=VALUE`: fields of a register line as typed in a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from wardapp.core.arrivals import parse_arrival_code
from wardapp.core.dispatches import (
    Arrival,
    Channel,
    Delivery,
    JointBody,
    OutgoingEntry,
    Recipient,
)
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Issuer, SignerInfo
from wardapp.core.notation import parse_notation
from wardapp.core.titles import known_code, type_code_of
from wardapp.services.spec import PRIORITIES, find_issuer

Entry = TypeVar("Entry", Arrival, OutgoingEntry)
ParseDay = Callable[[str], date]

SIGNER_FIELDS = ("signer.full_name", "signer.position", "signer.authority")
LISTS = ("addressees", "recipients", "signer.authority")
YES_NO = {"có": True, "true": True, "1": True, "không": False, "false": False, "0": False}
CHOICES: dict[str, dict[str, Any]] = {
    "is_secret": YES_NO,
    "reserved": YES_NO,
    "priority": dict(PRIORITIES),
    "channel": {each.value: each for each in Channel},
}
MOST_DIGITS = 9
NEVER_SET = {"signer", "issuer_id", "answers", "replaces", "corrects"}


class FieldTyping:
    """Turns typed pairs into fields of a register line."""

    def __init__(self, issuers: tuple[Issuer, ...], parse_day: ParseDay) -> None:
        self._issuers = issuers
        self._parse_day = parse_day

    def filled(self, entry: Entry, pairs: Iterable[str]) -> Entry:
        """Return the entry with the typed fields; BadValue names a field that can't be set."""
        typed = self._gathered(entry, pairs)
        signer = entry.signer
        changes: dict[str, Any] = {}
        for name, values in typed.items():
            if name in SIGNER_FIELDS:
                signer = _with_signer_field(signer, name, values)
            elif name == "issuer":
                changes["issuer_id"] = self._issuer(values[-1]).id
            elif name == "arrival_number":
                changes["suffix"] = parse_arrival_code(values[-1])[1]
            elif name == "number_symbol":
                changes |= _symbol_fields(entry, values[-1])
            else:
                changes[name] = self._value(name, values)
        return replace(entry, **changes, signer=signer)

    def _gathered(self, entry: Entry, pairs: Iterable[str]) -> dict[str, list[str]]:
        known = known_fields(entry)
        typed: dict[str, list[str]] = {}
        for pair in pairs:
            name, sign, value = pair.partition("=")
            name = name.strip()
            if not sign:
                raise BadValue(name, f"“{pair}” chưa đúng dạng FIELD=VALUE, ví dụ subject=Báo cáo.")
            if name not in known:
                raise BadValue(
                    name, f"Không có trường “{name}”. Các trường: {', '.join(sorted(known))}."
                )
            typed.setdefault(name, []).append(value)
        return typed

    def _issuer(self, text: str) -> Issuer:
        found = find_issuer(text, self._issuers)
        if found is None:
            known = ", ".join(issuer.symbol for issuer in self._issuers)
            raise BadValue("issuer", f"Không có cơ quan “{text}”. Các cơ quan của sổ: {known}.")
        return found

    def _value(self, name: str, values: list[str]) -> Any:
        text = values[-1].strip()
        if name in READ:
            return tuple(READ[name](each) for each in values)
        if name in LISTS:
            return tuple(values)
        if name == "type_code":
            return known_code(text) or type_code_of(text) or text
        if name in CHOICES:
            return _choice(name, text, CHOICES[name])
        return self._scalar(name, text)

    def _scalar(self, name: str, text: str) -> Any:
        if name.endswith("_date"):
            return self._parse_day(text) if text else None
        if name.endswith("_amount") or name == "number":
            return _whole(name, text) if text else None
        return text


def known_fields(entry: Arrival | OutgoingEntry) -> set[str]:
    """Return the names that `--set` takes for an entry."""
    names = {field.name for field in fields(entry)} - NEVER_SET
    own = {"arrival_number"} if isinstance(entry, Arrival) else set()
    return names | own | {"issuer", "number_symbol", *SIGNER_FIELDS}


def chosen_number(pairs: Iterable[str]) -> int | None:
    """Return the arrival number that `--set arrival_number=12a` asks for, None for the next."""
    typed = [pair.partition("=")[2] for pair in pairs if pair.startswith("arrival_number=")]
    return parse_arrival_code(typed[-1])[0] if typed else None


def _symbol_fields(entry: Arrival | OutgoingEntry, text: str) -> dict[str, Any]:
    notation = parse_notation(text)
    if notation is None:
        raise BadValue("number_symbol", f"“{text}” không phải số, ký hiệu, ví dụ 142-CV/BTGDVTU.")
    if isinstance(entry, OutgoingEntry):
        return {
            "number": notation.number,
            "suffix": notation.suffix,
            "code_notation": notation.symbol,
        }
    return {"code_number": notation.code_number, "code_notation": notation.symbol}


def _with_signer_field(signer: SignerInfo, name: str, values: list[str]) -> SignerInfo:
    if name == "signer.authority":
        return replace(signer, authority=tuple(values))
    if name == "signer.position":
        return replace(signer, position=values[-1])
    return replace(signer, full_name=values[-1])


def _recipient(text: str) -> Recipient:
    name, _, purpose = text.partition("(")
    return Recipient(name=name.strip(), purpose=purpose.rstrip(" )").strip())


def _delivery(text: str) -> Delivery:
    name, _, copies = text.partition(";")
    return Delivery(name=name.strip(), copies=_whole("deliveries", copies.strip() or "1"))


def _joint(text: str) -> JointBody:
    name, _, symbol = text.partition(";")
    return JointBody(name=name.strip(), symbol=symbol.strip())


def _whole(name: str, text: str) -> int:
    if not text.isdecimal() or len(text) > MOST_DIGITS:
        raise BadValue(
            name,
            f"Trường {name} phải là số nguyên tối đa {MOST_DIGITS} chữ số, không phải “{text}”.",
        )
    return int(text)


def _choice(name: str, text: str, known: dict[str, Any]) -> Any:
    if text.casefold() not in known:
        raise BadValue(
            name, f"Trường {name} không có lựa chọn “{text}”. Hãy chọn: {', '.join(known)}."
        )
    return known[text.casefold()]


READ: dict[str, Callable[[str], Any]] = {
    "recipients": _recipient,
    "deliveries": _delivery,
    "joint_with": _joint,
}
"""Lists whose entries hold more than a name: `Chi bộ 1; 2` copies, `Ban Dân vận; BDV`."""

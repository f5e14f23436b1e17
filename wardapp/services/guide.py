"""What follows from the first answer of the first-run guide: header lines, symbols, spelling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer, IssuerKind, Person, Signer, Term
from wardapp.core.profile import GuideChoice, GuideKind, OfficeProfile
from wardapp.core.text import clean, old_tone, one_line

NewId = Callable[[], RecordId]

TERM_START = date(2025, 7, 1)
"""Ward committees were appointed with effect from this day (domain §1.3, Quy định 298-QĐ/TW)."""


def guide_profile(choice: GuideChoice, new_id: NewId) -> OfficeProfile:
    """Return the profile that a choice suggests; the clerk may change every field of it."""
    issuer = _issuer(choice, new_id())
    is_party = issuer.family is Family.PARTY
    return OfficeProfile(
        title=_title(issuer, choice),
        issuers=(issuer,),
        terms=(_term(issuer, new_id()),) if is_party else (),
        signers=_signers(issuer, new_id),
        people=(Person(id=new_id(), full_name="", position="Văn thư", is_clerk=True),),
    )


def _issuer(choice: GuideChoice, issuer_id: RecordId) -> Issuer:
    match choice.kind:
        case GuideKind.ADVISORY:
            return _advisory(choice, issuer_id, "Ban Xây dựng Đảng", "BXDĐ")
        case GuideKind.COMMITTEE:
            return _committee(choice, issuer_id)
        case GuideKind.PEOPLES_COMMITTEE:
            return _peoples_committee(choice, issuer_id)
        case GuideKind.OTHER:
            return _other(choice, issuer_id)


def _committee(choice: GuideChoice, issuer_id: RecordId) -> Issuer:
    name = f"Đảng uỷ {_ward(choice)}"
    return Issuer(
        id=issuer_id,
        family=Family.PARTY,
        kind=IssuerKind.COMMITTEE,
        name=name,
        full_name=name,
        parent_line=f"ĐẢNG BỘ {_name(choice.city).upper()}",
        own_line=name.upper(),
        symbol="ĐU",
        place=_place(choice),
        committee=name,
        storage_line="Lưu Văn phòng Đảng uỷ",
    )


def _advisory(choice: GuideChoice, issuer_id: RecordId, name: str, symbol: str) -> Issuer:
    committee = f"Đảng uỷ {_ward(choice)}"
    is_inspection = "kiểm tra" in name.casefold()
    return Issuer(
        id=issuer_id,
        family=Family.PARTY,
        kind=IssuerKind.INSPECTION if is_inspection else IssuerKind.ADVISORY,
        name=name,
        full_name=f"{name} {committee}",
        parent_line=committee.upper(),  # HD05 2.1.3a: the committee's name, not "Đảng bộ"
        own_line=name.upper(),
        symbol=symbol,
        place=_place(choice),
        committee=committee,
        storage_line=f"Lưu {name} Đảng uỷ" if name == "Văn phòng" else f"Lưu {name}",
    )


def _peoples_committee(choice: GuideChoice, issuer_id: RecordId) -> Issuer:
    ward = _ward(choice)
    return Issuer(
        id=issuer_id,
        family=Family.STATE,
        kind=IssuerKind.PEOPLES_COMMITTEE,
        name=f"UBND {ward}",
        full_name=f"Ủy ban nhân dân {ward}",
        parent_line="",
        own_line=f"ỦY BAN NHÂN DÂN\n{ward.upper()}",
        symbol="UBND",
        place=_place(choice),
        unit_symbol="VP",
        storage_line="Lưu: VT, VP",
        old_tone_marks=False,
    )


def _other(choice: GuideChoice, issuer_id: RecordId) -> Issuer:
    name = _name(choice.other_name) or "Văn phòng"
    if choice.is_party:
        party_name = old_tone(name)
        symbol = choice.other_symbol or _party_symbol(party_name)
        return _advisory(choice, issuer_id, party_name, symbol)
    symbol = choice.other_symbol or _initials(name)
    return Issuer(
        id=issuer_id,
        family=Family.STATE,
        kind=IssuerKind.DIVISION if name.startswith("Phòng") else IssuerKind.OTHER,
        name=name,
        full_name=f"{name} {_ward(choice)}",
        parent_line=f"UBND {_ward(choice).upper()}",
        own_line=name.upper(),
        symbol=symbol,
        place=_place(choice),
        storage_line="Lưu: VT",
        old_tone_marks=False,
    )


def _party_symbol(name: str) -> str:
    """Return the usual symbol of a ward's Party body (domain §1.3)."""
    if name.startswith("Văn phòng"):
        return "VPĐU"
    if "Kiểm tra" in name:
        return "UBKTĐU"
    return _initials(name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()


def _term(issuer: Issuer, term_id: RecordId) -> Term:
    return Term(
        id=term_id,
        committee=issuer.committee,
        label=f"{TERM_START.year} - {TERM_START.year + 5}",
        start=TERM_START,
        start_reason="Quyết định chỉ định cấp uỷ có hiệu lực",
    )


def _signers(issuer: Issuer, new_id: NewId) -> tuple[Signer, ...]:
    """Return the usual signers without names, for the guide to ask them (domain §1.9, §2.1)."""
    return tuple(
        Signer(
            id=new_id(),
            issuer_id=issuer.id,
            full_name="",
            position=position,
            authority=authority,
            rank=rank,
        )
        for rank, (position, authority) in enumerate(_signing(issuer), start=1)
    )


def _signing(issuer: Issuer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    match issuer.kind:
        case IssuerKind.COMMITTEE:
            board = ("T/M BAN THƯỜNG VỤ",)
            return (("BÍ THƯ", board), ("PHÓ BÍ THƯ", board))
        case IssuerKind.INSPECTION:
            body = ("T/M UỶ BAN KIỂM TRA",)
            return (("CHỦ NHIỆM", body), ("PHÓ CHỦ NHIỆM", body))
        case IssuerKind.PEOPLES_COMMITTEE:
            body = ("TM. ỦY BAN NHÂN DÂN",)
            return (("CHỦ TỊCH", body), ("PHÓ CHỦ TỊCH", (*body, "KT. CHỦ TỊCH")))
        case _:
            head = _head_of(issuer)
            proxy = "K/T" if issuer.family is Family.PARTY else "KT."
            return ((head, ()), (f"PHÓ {head}", (f"{proxy} {head}",)))


def _head_of(issuer: Issuer) -> str:
    if issuer.name.startswith("Văn phòng"):
        return "CHÁNH VĂN PHÒNG"
    return "TRƯỞNG PHÒNG" if issuer.name.startswith("Phòng") else "TRƯỞNG BAN"


def _title(issuer: Issuer, choice: GuideChoice) -> str:
    if issuer.kind in {IssuerKind.COMMITTEE, IssuerKind.PEOPLES_COMMITTEE}:
        return issuer.name
    return f"{issuer.name} {_ward(choice)}"


def _ward(choice: GuideChoice) -> str:
    return f"{one_line(choice.unit).lower()} {_name(choice.ward)}"


def _place(choice: GuideChoice) -> str:
    """Return the place of the date line: the bare name, with its kind when of one syllable."""
    name = _name(choice.ward)
    city = _name(choice.city)
    needs_kind = len(name.split()) == 1 or city.endswith(f" {name}")
    return f"{one_line(choice.unit)} {name}" if needs_kind else name  # HD05 4.1


def _name(text: str) -> str:
    return one_line(clean(text))

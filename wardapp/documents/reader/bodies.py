"""Reads who issued a paper and who stands above, from the capitals of the header."""

from __future__ import annotations

import re

from wardapp.documents.reader.found import Found
from wardapp.documents.reader.head import Head
from wardapp.documents.reader.keys import is_caps, one_of, plain
from wardapp.documents.reader.paper import Line, Side

PLACE = "Góc trên trái"
_BODY_HEAD = re.compile(
    "^"
    + one_of(
        """
        dang bo, dang uy, dang doan, thanh uy, tinh uy, quan uy, huyen uy, thi uy, chi bo, chi uy,
        thanh doan, tinh doan, thi doan, quan doan, huyen doan, chi doan, chi hoi, chi cuc, ban,
        van phong, uy ban, ubnd, ubmttq, ubkt, bch, btv, hdnd, hoi dong, so, bo, phong, cong an,
        mat tran, mttq, hoi, doan, lien doan, lien hiep, lien minh, hiep hoi, cong doan, truong,
        trung tam, trung uong, cong ty, tong cong ty, tieu ban, co quan, cuc, tong cuc, vien,
        toa an, thanh tra, kho bac, bao hiem, bao, dai hoc, dai hoi, to, tram, thue, hat, doi,
        ngan hang, chinh phu, quoc hoi, thu tuong, benh vien, quy, tap chi, hoc vien, khu, nha,
        thu vien, bao tang, xi nghiep, hop tac xa, thuong truc
        """
    )
)
_PAPER_HEAD = re.compile(
    "^"
    + one_of(
        """
        phieu, don de nghi, don xin, don khieu nai, don to cao, don kien nghi, thu moi, thu ngo,
        giay, to khai, thong tu, luat, phap lenh, sao luc, sao y, trich sao, danh sach, de cuong,
        phu luc, ban cam ket, ban kiem diem, ban tu kiem diem
        """
    )
)
"""Names of papers that no standard of ours knows: headings, never bodies."""
_OPEN_END = re.compile(r"(?:[-–,]|\bva|\bcua|\bban chap hanh|\bban thuong vu)$")
_GOES_ON = re.compile(r"^(?:[-–,]|va |cua )")
_SHORTEST = 2


def read_bodies(head: Head) -> tuple[Found[str] | None, Found[str] | None]:
    """Return (issuing body, parent body) as the header prints them; None where none stands."""
    groups = _groups(_body_lines(head))
    if not groups:
        return None, None
    sure = bool(head.titles) and len(groups) <= _SHORTEST and all(map(_is_known, groups))
    sure = sure and not any(map(_is_joint, groups))
    issuing = _found(groups[-1], sure=sure)
    above = [line for group in groups[:-1] for line in group]
    return issuing, _found(above, sure=sure) if above else None


def _body_lines(head: Head) -> list[Line]:
    """Return the lines of the header that name bodies, in reading order."""
    lines: list[Line] = []
    after_number = False
    for at in range(min(head.end, len(head.lines))):
        line = head.lines[at]
        if head.number and at > head.number[0]:
            after_number = True
        if at in head.taken or not _can_be_body(line.text):
            continue
        if after_number and not (is_caps(line.text) and _BODY_HEAD.match(plain(line.text))):
            continue
        if line.side is Side.RIGHT and any(other.side is Side.LEFT for other in lines):
            continue
        lines.append(line)
    return lines


def _can_be_body(text: str) -> bool:
    key = plain(text).strip(" *|-")
    if _PAPER_HEAD.match(key):
        return False
    if is_caps(text):
        return len(re.findall(r"[a-z]{2,}", key)) >= _SHORTEST or _BODY_HEAD.match(key) is not None
    titled = all(word[:1].isupper() for word in text.split()[:1])
    return titled and _BODY_HEAD.match(key) is not None and not re.search(r"[.;:!?]", text)


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Return the lines of each body: a name may break over several."""
    groups: list[list[Line]] = []
    for line in lines:
        key = plain(line.text).strip(" *|")
        before = plain(groups[-1][-1].text).strip(" *|") if groups else ""
        goes_on = bool(groups) and (
            _OPEN_END.search(before) is not None
            or _GOES_ON.match(key) is not None
            or not _BODY_HEAD.match(key)
        )
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _found(lines: list[Line], *, sure: bool) -> Found[str]:
    text = " ".join(" ".join(line.text.strip(" *|") for line in lines).split())
    as_printed = is_caps(text)
    return Found(value=text.upper(), lines=tuple(lines), sure=sure and as_printed, place=PLACE)


def _is_joint(group: list[Line]) -> bool:
    """Return True when the lines seem to name two bodies that issue one paper together."""
    parts = re.split(r"\s[-–]\s", plain(" ".join(line.text.strip(" *|-") for line in group)))
    return sum(_BODY_HEAD.match(part.strip()) is not None for part in parts) > 1


def _is_known(group: list[Line]) -> bool:
    return _BODY_HEAD.match(plain(group[0].text).strip(" *|")) is not None

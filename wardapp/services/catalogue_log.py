"""Channels and content groups of the log as the clerk keeps them in Danh mục."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.errors import BadValue, ChangedSince
from wardapp.core.text import fold, one_line
from wardapp.store.transaction import Transaction

LONGEST_NAME = 60
LONGEST_UNIT = 20
MOST_SHORTCUTS = 12
LONGEST_SHORTCUT = 20
ROW = re.compile(r"[A-ZĐ]{1,3}\d{0,3}")
GROUP_CODE = re.compile(r"\d{1,2}\.\d{1,2}")
_NOT_CODE = re.compile(r"[^a-z0-9]+")


def tidied_channel(channel: LogChannel) -> LogChannel:
    """Return a channel in clean text, its shortcuts small and each once."""
    shortcuts = (one_line(each).casefold() for each in channel.shortcuts)
    return replace(
        channel,
        name=one_line(channel.name),
        unit=one_line(channel.unit),
        form_row=one_line(channel.form_row).upper(),
        reach_label=one_line(channel.reach_label),
        shortcuts=tuple(dict.fromkeys(each for each in shortcuts if each)),
    )


def tidied_group(group: ContentGroup) -> ContentGroup:
    """Return a group in clean text."""
    return replace(
        group, code=one_line(group.code), name=one_line(group.name), axis=one_line(group.axis)
    )


def save_channel(tx: Transaction, channel: LogChannel) -> LogChannel:
    """Keep a channel; a new one gets its code from its name. BadValue names what cannot stand."""
    others = tx.catalogue.channels()
    _need(channel.name, "name", "Hãy ghi tên kênh.", LONGEST_NAME)
    _need(channel.unit, "unit", "Hãy ghi đơn vị tính, ví dụ bài, tin, cuộc.", LONGEST_UNIT)
    if channel.form_row and not ROW.fullmatch(channel.form_row):
        raise BadValue("form_row", "Dòng của biểu ghi như A3; bỏ trống khi không cộng vào biểu.")
    if not channel.code:
        channel = replace(channel, code=_new_code(channel.name, others))
    rest = [each for each in others if each.code != channel.code]
    for other in rest:
        if fold(other.name) == fold(channel.name):
            raise BadValue("name", f"Kênh “{other.name}” đã có trong danh mục. Hãy sửa dòng đó.")
    _check_shortcuts(channel, rest)
    return tx.catalogue.save_channel(channel)


def save_group(tx: Transaction, group: ContentGroup) -> ContentGroup:
    """Keep a content group; its code is what the lines hold and never changes."""
    if not GROUP_CODE.fullmatch(group.code):
        raise BadValue("code", "Mã nhóm ghi như 1.15 hoặc 2.5.")
    _need(group.name, "name", "Hãy ghi tên nhóm nội dung.", LONGEST_NAME)
    axis = group.code.split(".")[0]
    known = next((each.axis for each in tx.catalogue.groups()
                  if each.code.split(".")[0] == axis and each.axis), "")  # fmt: skip
    return tx.catalogue.save_group(replace(group, axis=group.axis or known))


def refuse_taken_code(tx: Transaction, group: ContentGroup) -> None:
    """Raise BadValue when a new group has the code of another one."""
    for other in tx.catalogue.groups():
        if other.code == group.code:
            raise BadValue("code", f"Mã {group.code} đã dùng cho nhóm “{other.name}”.")


def remove_channel(tx: Transaction, channel: LogChannel) -> None:
    """Remove a channel that no line names; ChangedSince says what to do with one in use."""
    if tx.daylog.names(channel=channel.code):
        raise ChangedSince(
            f"Kênh “{channel.name}” đã có dòng nhật ký nên không bỏ được. "
            "Hãy sửa Trạng thái thành “Thôi dùng”."
        )
    tx.catalogue.remove_channel(channel.code)


def remove_group(tx: Transaction, group: ContentGroup) -> None:
    """Remove a content group that no line names; ChangedSince says what to do with one in use."""
    if tx.daylog.names(group=group.code):
        raise ChangedSince(
            f"Nhóm {group.code} đã có dòng nhật ký nên không bỏ được. "
            "Hãy sửa Trạng thái thành “Thôi dùng”."
        )
    tx.catalogue.remove_group(group.code)


def _check_shortcuts(channel: LogChannel, others: Iterable[LogChannel]) -> None:
    if len(channel.shortcuts) > MOST_SHORTCUTS:
        raise BadValue("shortcuts", f"Một kênh có tối đa {MOST_SHORTCUTS} chữ tắt.")
    for each in channel.shortcuts:
        if ";" in each or len(each) > LONGEST_SHORTCUT or not fold(each):
            raise BadValue("shortcuts", f"Chữ tắt “{each[:20]}” không dùng được. Ghi như fb, loa.")
    for other in others:
        taken = {fold(name) for name in (other.code, other.name, *other.shortcuts)}
        for each in channel.shortcuts:
            if fold(each) in taken:
                raise BadValue("shortcuts", f"Chữ tắt “{each}” đã chỉ kênh {other.name}.")


def _new_code(name: str, others: Iterable[LogChannel]) -> str:
    """Return a code made of the name that no other channel has."""
    base = _NOT_CODE.sub("-", fold(name)).strip("-")[:24] or "kenh"
    taken = {each.code for each in others}
    number = 1
    code = base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _need(text: str, field: str, sentence: str, longest: int) -> None:
    if not text:
        raise BadValue(field, sentence)
    if len(text) > longest:
        raise BadValue(field, f"Mục này dài quá {longest} ký tự. Hãy viết gọn lại.")

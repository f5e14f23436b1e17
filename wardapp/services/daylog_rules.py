"""What a line of the log must keep to; each breach names its field and the remedy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardapp.core.daylog import ContentGroup, LogChannel, LogEntry
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Unit
from wardapp.core.text import clean, one_line, sort_key
from wardapp.services.daylog_lines import EVERYWHERE, time_of
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.transaction import Transaction

MOST_COUNT = 999_999_999
LONGEST_CONTENT = 2_000
COUNTS = ("amount", "minutes", "reach", "interactions")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGround:
    """What a line is judged by: the channels, the groups and the places of the office."""

    channels: tuple[LogChannel, ...]
    groups: tuple[ContentGroup, ...]
    units: tuple[Unit, ...]

    @property
    def open_channels(self) -> tuple[LogChannel, ...]:
        """Return the channels that take new lines, in the order of the report."""
        return tuple(each for each in self.channels if each.active)

    @property
    def open_groups(self) -> tuple[ContentGroup, ...]:
        """Return the groups that take new lines, 1.2 before 1.10."""
        return tuple(each for each in self.groups if each.active)

    @property
    def places(self) -> frozenset[str]:
        """Return the codes that a line may name as places."""
        return frozenset(unit.code for unit in self.units if unit.code)


def ground_of(tx: Transaction) -> LogGround:
    """Return the ground as it lies in the catalogue now."""
    channels, groups = tx.catalogue.channels(), tx.catalogue.groups()
    return LogGround(
        channels=tuple(sorted(channels, key=lambda each: (sort_key(each.form_row), each.code))),
        groups=tuple(sorted(groups, key=lambda each: sort_key(each.code))),
        units=tx.catalogue.units(),
    )


def checked(entry: LogEntry, ground: LogGround, kept: LogEntry | None = None) -> LogEntry:
    """Return an entry in clean text; BadValue names the field that cannot stand.

    What the kept line of an amendment already has may stay, retired since or not.
    """
    _check_named(entry, ground, kept)
    content = one_line(entry.content)
    if not content:
        raise BadValue("content", "Chưa có nội dung. Ghi một câu ngắn về việc đã làm.")
    if len(content) > LONGEST_CONTENT:
        raise BadValue("content", f"Nội dung dài quá {LONGEST_CONTENT} ký tự. Hãy viết gọn lại.")
    refuse_secret_words(entry.content, entry.note)
    for name in COUNTS:
        count = getattr(entry, name)
        if count is not None and not 0 <= count <= MOST_COUNT:
            raise BadValue(name, "Số này từ 0 đến 999.999.999.")
    return replace(
        entry,
        content=content,
        note=clean(entry.note).strip(),
        time=time_of(entry.time),
        places=_checked_places(entry.places, ground.places, kept.places if kept else ()),
        evidence_links=tuple(link for each in entry.evidence_links if (link := one_line(each))),
    )


def _check_named(entry: LogEntry, ground: LogGround, kept: LogEntry | None) -> None:
    may_stay = kept is not None and kept.channel == entry.channel
    if not may_stay and entry.channel not in {each.code for each in ground.open_channels}:
        raise BadValue("channel", "Chưa chọn kênh. Chọn một kênh trong danh sách.")
    may_stay = not entry.group or (kept is not None and kept.group == entry.group)
    if not may_stay and entry.group not in {each.code for each in ground.open_groups}:
        raise BadValue("group", f"Không có nhóm {entry.group}. Xem lại ở Danh mục.")


def _checked_places(
    places: tuple[str, ...], known: frozenset[str], kept: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the places without doubles; BadValue names one that the office does not have."""
    wanted = tuple(dict.fromkeys(one_line(place) for place in places if one_line(place)))
    if EVERYWHERE in wanted:
        return (EVERYWHERE,)
    for place in wanted:
        if known and place not in known and place not in kept:
            raise BadValue("places", f"Không có tổ dân phố số {place}. Xem lại ở Danh mục.")
    return wanted

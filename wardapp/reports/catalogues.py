"""Loads the catalogues every office starts with: channels of the log and content groups."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.reports.tomlfile import Record, keys_of, read_toml


def load_channels(folder: Path) -> tuple[LogChannel, ...]:
    """Return the channels of `channels.toml`, in order; raise FormFault at the first fault."""
    top = read_toml(folder / "channels.toml")
    top.only(("channels",))
    return tuple(_channel(record) for record in top.records("channels"))


def load_groups(folder: Path) -> tuple[ContentGroup, ...]:
    """Return the content groups of `content_groups.toml`, in order, each with its axis."""
    top = read_toml(folder / "content_groups.toml")
    top.only(("axes", "groups"))
    axes = Record(top.source, top.values.get("axes", {}), ("[axes]",))
    return tuple(_group(record, axes) for record in top.records("groups"))


def _channel(record: Record) -> LogChannel:
    record.only(keys_of(LogChannel))
    return LogChannel(
        code=record.text("code"),
        name=record.text("name"),
        unit=record.text("unit"),
        icon=record.text("icon"),
        form_row=record.text("form_row"),
        reach_label=record.text("reach_label", ""),
        shortcuts=record.texts("shortcuts"),
        is_digital=record.flag("is_digital"),
    )


def _group(record: Record, axes: Record) -> ContentGroup:
    record.only(("code", "name"))
    code = record.text("code")
    return ContentGroup(code=code, name=record.text("name"), axis=axes.text(code.split(".")[0]))

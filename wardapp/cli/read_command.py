"""`wardapp read`: the header of received files in the fixed names of the design, §6."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, REFUSED, Call
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Priority
from wardapp.core.errors import WardError
from wardapp.core.reading import FileKind, ReadFields, Reading
from wardapp.services.reading import FileReading

URGENCY = {
    Priority.URGENT: "khẩn",
    Priority.VERY_URGENT: "thượng khẩn",
    Priority.EXPRESS: "hỏa tốc",
}
LABELS = (
    ("issuing_body", "Cơ quan ban hành"),
    ("parent_body", "Cơ quan cấp trên"),
    ("number_symbol", "Số, ký hiệu"),
    ("symbol", "Ký hiệu"),
    ("place", "Địa danh"),
    ("date", "Ngày ban hành"),
    ("type", "Tên loại"),
    ("subject", "Trích yếu"),
    ("addressees", "Kính gửi"),
    ("authority", "Quyền hạn"),
    ("signer_position", "Chức vụ"),
    ("signer_name", "Người ký"),
    ("urgency", "Độ khẩn"),
)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "read", parents=[common], help="đọc phần đầu của tệp nhận được, không cần sổ"
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", type=Path)
    parser.set_defaults(run=run)


def run(call: Call) -> int:
    """Read each file; one that can't be read is told and the others are read all the same."""
    reading = FileReading.from_places(call.places)
    answers: list[dict[str, Any]] = []
    texts: list[str] = []
    failed = False
    for path in call.args.files:
        try:
            known = reading.read(path)
            if known.kind is FileKind.OTHER:
                raise WardError(_other(known))
        except WardError as error:
            failed = True
            answers.append({"file": path.name, "error": str(error)})
            call.say(f"{_shown(path.name)}: {error}")
            continue
        answers.append(as_json(known))
        texts.append(as_text(known))
    call.answer(answers, "\n\n".join(texts))
    return REFUSED if failed else DONE


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading under the names of `read --json`."""
    return {
        "file": reading.file_name,
        "kind": reading.kind.value,
        "regime": reading.regime.value if reading.regime else None,
        "fields": fields_json(reading.fields),
        "evidence": {
            name: {
                "page": each.page,
                "text": each.text,
                "confidence": each.confidence.value,
            }
            for name, each in reading.evidence
        },
        "deadlines": [
            {"date": each.date.isoformat(), "text": each.text, "page": each.page}
            for each in reading.deadlines
        ],
        "warnings": [{"code": each.code, "text": each.text} for each in reading.warnings],
    }


def fields_json(fields: ReadFields) -> dict[str, Any]:
    """Return the header fields: null or [] where nothing was found."""
    return {
        "issuing_body": fields.issuing_body,
        "parent_body": fields.parent_body,
        "number": fields.number,
        "symbol": fields.symbol,
        "number_symbol": fields.number_symbol,
        "place": fields.place,
        "date": fields.date.isoformat() if fields.date else None,
        "type": fields.type,
        "subject": fields.subject,
        "addressees": list(fields.addressees),
        "authority": list(fields.authority),
        "signer_position": fields.signer_position,
        "signer_name": fields.signer_name,
        "urgency": URGENCY.get(fields.urgency) if fields.urgency else None,
    }


def as_text(reading: Reading) -> str:
    """Return a reading for the eye: a field a line, then deadlines and warnings."""
    found = fields_json(reading.fields)
    lines = [reading.file_name]
    for name, label in LABELS:
        value = found[name]
        if isinstance(value, list):
            value = "; ".join(value)
        if value and not (name == "symbol" and found["number_symbol"]):
            lines.append(f"  {label}: {value}")
    lines += [f"  Hạn: {long_date(each.date)} ({each.text})" for each in reading.deadlines]
    lines += [f"  Xem lại: {each.text}" for each in reading.warnings]
    return "\n".join(lines)


def _shown(name: str) -> str:
    """Return a file's name on one line, without letters that steer a console."""
    return "".join(letter if letter.isprintable() else " " for letter in name)


def _other(reading: Reading) -> str:
    if reading.warnings:
        return reading.warnings[0].text
    return "Loại tệp này chưa đọc được. Vẫn có thể vào sổ bằng tay, tệp được giữ kèm."

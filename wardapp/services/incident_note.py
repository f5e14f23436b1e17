"""The note of an incident as a paper: what the law asks to be told, nobody named."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.clock import day_of, moment_of
from wardapp.core.dates import long_date
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.core.printout import (
    Align,
    PrintCell,
    PrintColumn,
    Printout,
    PrintTable,
    SignatureBlock,
)
from wardapp.core.privacy import Incident
from wardapp.documents.printouts import written
from wardapp.reports.heads import motto, own_header
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.person_rules import load_privacy_rules
from wardapp.services.targets import checked_targets

KINDS = (".docx", ".pdf")
BLANK = "…" * 24
WIDTHS_MM = (12.0, 52.0, 106.0)


class IncidentNote:
    """Brings the note of an incident out of the program."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk, self._places = desk, places

    def incident(self, incident_id: RecordId) -> Incident:
        """Return a note; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.privacy.incident(incident_id)

    def note(self, incident_id: RecordId) -> Printout:
        """Return the note of an incident as it prints; what is not known yet is dotted."""
        with self._desk.database.read() as tx:
            incident, issuer = tx.privacy.incident(incident_id), issuer_or_first(tx)
        rules = load_privacy_rules(self._places.resources)
        clause = f"{rules.notify_clause}, trong {rules.notify_hours} giờ kể từ khi phát hiện"
        return Printout(
            file_stem="phieu-su-co-du-lieu-ca-nhan",
            title="THÔNG BÁO VI PHẠM QUY ĐỊNH VỀ BẢO VỆ DỮ LIỆU CÁ NHÂN",
            subtitle=f"(Theo {clause})",
            facts=(("Kính gửi", incident.notified_whom or BLANK),),
            top_left=own_header(issuer),
            top_right=motto(issuer, self._desk.today()),
            tables=(_table(incident, issuer),),
            signatures=(
                SignatureBlock(lines=("NGƯỜI LẬP PHIẾU",), note="(Ký, ghi rõ họ tên)"),
                SignatureBlock(lines=("THỦ TRƯỞNG CƠ QUAN",), note="(Ký tên, đóng dấu)"),
            ),
            landscape=False,
            footer="Phiếu không ghi họ tên, số giấy tờ, số điện thoại của người bị ảnh hưởng",
        )

    def note_to(self, target: Path, incident_id: RecordId) -> Path:
        """Write the note of an incident to .docx or .pdf."""
        (checked,) = checked_targets((target,), KINDS)
        made = written(
            self.note(incident_id),
            checked.suffix.casefold(),
            self._places.resources,
            created=self._desk.today(),
        )
        write_whole(checked, made)
        return checked


def _table(incident: Incident, issuer: Issuer) -> PrintTable:
    number, head, told = WIDTHS_MM
    return PrintTable(
        key="su-co",
        title="",
        columns=(
            PrintColumn(key="n", head="STT", width_mm=number, align=Align.CENTER),
            PrintColumn(key="head", head="Nội dung", width_mm=head),
            PrintColumn(key="told", head="Thông tin", width_mm=told),
        ),
        rows=tuple(
            (PrintCell(value=n), PrintCell(value=name), PrintCell(value=text or BLANK))
            for n, (name, text) in enumerate(_facts(incident, issuer), 1)
        ),
        min_row_mm=9,
    )


def _facts(incident: Incident, issuer: Issuer) -> tuple[tuple[str, str], ...]:
    told = moment_words(incident.notified_ms) if incident.notified_ms is not None else ""
    harm = "Có thể gây hại đến quyền, lợi ích, an toàn của người có dữ liệu"
    return (
        ("Cơ quan kiểm soát dữ liệu", issuer.full_name),
        ("Thời điểm phát hiện", moment_words(incident.discovered_ms)),
        ("Hạn thông báo", moment_words(incident.notify_by_ms)),
        ("Mô tả hành vi, sự việc", incident.what),
        ("Loại dữ liệu, số lượng người và bản ghi", incident.data),
        ("Hậu quả, mức ảnh hưởng", harm if incident.may_harm else "Chưa thấy khả năng gây hại"),
        ("Nguyên nhân", incident.cause),
        ("Biện pháp đã và sẽ làm để khắc phục", incident.measures),
        ("Cơ quan đã được thông báo", incident.notified_whom),
        ("Thời điểm thông báo", told),
        ("Đầu mối liên hệ của cơ quan (chức danh)", ""),
        ("Kết thúc xử lý", long_date(incident.closed_on) if incident.closed_on else ""),
    )


def moment_words(instant_ms: int) -> str:
    """Return an instant at the office: `09 giờ 42, ngày 05/6/2026`."""
    moment = moment_of(instant_ms)
    return f"{moment.hour:02} giờ {moment.minute:02}, ngày {long_date(day_of(instant_ms))}"

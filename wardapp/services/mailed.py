"""What an e-mail tells of the dispatch that hangs on it: channel, day, and a hint of the author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Arrival, Channel
from wardapp.core.issuers import Body
from wardapp.core.reading import Confidence, Evidence, Reading, ReadWarning
from wardapp.core.sources import MailFacts
from wardapp.services.arrivals import Arriving
from wardapp.services.edxml_arrivals import of_message
from wardapp.services.series import book_for_level

FREE_MAIL = {
    "gmail.com", "yahoo.com", "yahoo.com.vn", "outlook.com", "hotmail.com", "icloud.com",
    "live.com", "zoho.com", "mail.ru", "proton.me",
}  # fmt: skip
LONGEST_SUBJECT = 500
FROM_HEADER = "Các trường lấy từ dữ liệu nơi gửi kèm theo. Hãy đối chiếu với bản ký."


def mailed(
    arrival: Arrival, reading: Reading, mail: MailFacts, around: Arriving
) -> tuple[Arrival, Reading]:
    """Return the proposed line as its e-mail completes it, and the reading with what was told."""
    if mail.header is not None:
        notes = tuple(ReadWarning(code="mail", text=note) for note in (*mail.notes, FROM_HEADER))
        reading = replace(reading, warnings=(*notes, *reading.warnings))
        return of_message(arrival, mail.header, around), reading
    day = _arrived(mail.sent, around.today)
    arrival = replace(
        arrival,
        channel=Channel.EMAIL,
        arrival_date=day,
        late_reason=f"Nhận qua thư điện tử ngày {long_date(day)}" if day < around.today else "",
    )
    if not arrival.subject and not reading.text:
        arrival = replace(arrival, subject=mail.subject[:LONGEST_SUBJECT])
    if not arrival.organ_name and mail.sender_address:
        arrival, reading = _with_author(arrival, reading, mail, around)
    notes = tuple(ReadWarning(code="mail", text=note) for note in mail.notes)
    return arrival, replace(reading, warnings=(*notes, *reading.warnings))


def _arrived(sent: date | None, today: date) -> date:
    """Return the day the mail came; a day to come or of another year is the sender's clock."""
    if sent is None or sent > today or sent.year != today.year:
        return today
    return sent


def _with_author(
    arrival: Arrival, reading: Reading, mail: MailFacts, around: Arriving
) -> tuple[Arrival, Reading]:
    """Return the line with the body that writes from this address, to be looked at."""
    body = sender_of(mail.sender_address, around.bodies)
    if body is None:
        return arrival, reading
    seen = Evidence(
        page=1,
        text=mail.sender_address,
        confidence=Confidence.CHECK,
        place="Địa chỉ gửi thư",
    )
    changed = replace(
        arrival,
        organ_name=body.name,
        organ_id=body.organ_id,
        book=book_for_level(arrival.issuer_id, body.level, around.books),
    )
    return changed, replace(reading, evidence=(*reading.evidence, ("issuing_body", seen)))


def sender_of(address: str, bodies: Iterable[Body]) -> Body | None:
    """Return the body with this address, else the only one of its domain; None without."""
    wanted = address.casefold()
    known = [body for body in bodies if body.email and body.active]
    for body in known:
        if body.email.casefold() == wanted:
            return body
    domain = wanted.rpartition("@")[2]
    if not domain or domain in FREE_MAIL:
        return None
    same = [body for body in known if body.email.casefold().rpartition("@")[2] == domain]
    return same[0] if len(same) == 1 else None

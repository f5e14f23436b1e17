"""Opens an e-mail in memory: its attachments, sender, day and words, all within bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, timezone
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath

from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.core.sources import HeldFile, Mail, MailFacts
from wardapp.core.text import clean, one_line
from wardapp.documents.reader.eml_parts import (
    UNSEEN,
    decoded,
    file_name_of,
    header_of,
    opened_mail,
    payload_of,
    raw_header,
)
from wardapp.documents.reader.file_reader import reading_of
from wardapp.documents.reader.gate import judge, judge_text
from wardapp.documents.reader.other_files import judge_other

DEEPEST = 3
MOST_FILES = 100
LONGEST_TEXT = 200_000
LONGEST_NAME = 120
SMALL_PICTURE = 30 << 10
"""A picture in the words of a mail below this is a logo or a smile, not a scan."""

OFFICE_TIME = timezone(timedelta(hours=7))
MAIL_ENDINGS = {".eml"}
OUTLOOK_ENDINGS = {".msg"}

_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_SIGNATURES = {
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
}  # fmt: skip
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
_LEFT_OUT = _SIGNATURES | {"text/calendar", "message/delivery-status", "text/rfc822-headers"}
_ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "text/plain": ".txt",
    "application/zip": ".zip", "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_TAG = re.compile(r"(<[^<>]{0,2000}>)")
_BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/h\d|/li)\b[^<>]{0,200}>", re.I)
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")

TNEF_NOTE = (
    "Thư gửi kiểu riêng của Outlook (winmail.dat) nên chưa lấy được tệp bên trong. "
    "Hãy nhờ nơi gửi gửi lại kiểu HTML, hoặc mở bằng Outlook rồi lưu từng tệp."
)
SEALED_NOTE = "Thư đã mã hóa nên chưa lấy được tệp bên trong. Hãy mở bằng hộp thư rồi lưu từng tệp."
DEEP_NOTE = "Thư có thư lồng trong thư quá sâu; tệp ở lớp trong cùng chưa được lấy."
MANY_NOTE = f"Thư có hơn {MOST_FILES} tệp; chỉ lấy {MOST_FILES} tệp đầu."
SECRET_NOTE = "Một tệp trong thư có dấu chỉ mức độ mật nên không được nhận; thư cũng không giữ lại."
MSG_SENTENCE = (
    "Tệp .msg của Outlook chưa đọc được ở đây. Trong Outlook, hãy kéo thẳng tệp đính kèm vào cửa "
    "sổ này, hoặc lưu thư thành .eml rồi thả vào."
)


@dataclass
class _Found:
    """What walking through a mail gathers."""

    files: list[HeldFile] = field(default_factory=list)
    small: list[HeldFile] = field(default_factory=list)
    sealed: list[HeldFile] = field(default_factory=list)  # judged by their bytes only
    words: list[str] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)


def is_mail(name: str) -> bool:
    """Return whether a file is an e-mail, by its name."""
    return PurePath(name).suffix.lower() in MAIL_ENDINGS


def is_outlook_mail(name: str) -> bool:
    """Return whether a file is a mail in Outlook's own format, by its name."""
    return PurePath(name).suffix.lower() in OUTLOOK_ENDINGS


def mail_words(mail: Mail) -> str:
    """Return head and words of a mail as the window shows them."""
    facts = mail.facts
    sender = f"{facts.sender_name} <{facts.sender_address}>".strip()
    sent = f"{facts.sent.day:02}/{facts.sent.month}/{facts.sent.year}" if facts.sent else ""
    head = (("Từ", sender), ("Ngày", sent), ("Tiêu đề", facts.subject))
    files = ", ".join(each.name for each in mail.files)
    lines = [f"{label}: {words}" for label, words in (*head, ("Tệp kèm", files)) if words]
    return "\n".join((*lines, "", mail.text))


def open_mail(name: str, data: bytes) -> Mail:
    """Return an e-mail with its attachments, each judged; nothing is written anywhere.

    Raises SecretRefused when the mail itself is marked as secret, UnreadableFile when it cannot
    be opened. A secret attachment is left out, and then the mail is not kept either.
    """
    message = opened_mail(data)
    found = _Found()
    for part, depth in _parts(message, 0):
        _take(part, depth, found)
    subject = header_of(message, "Subject")
    text = _text(found)
    judge([subject])
    judge_text(text)
    allowed, refused = judged([*found.files, *found.small, *found.sealed])
    files = [each for each in found.files if each in allowed] or [
        each for each in found.small if each in allowed
    ]
    if len(files) > MOST_FILES:
        found.notes[MANY_NOTE] = None
    if refused:
        found.notes[SECRET_NOTE] = None
    sender, address = _sender(message)
    facts = MailFacts(
        sender_name=sender,
        sender_address=address,
        sent=_day(message),
        subject=subject,
        name=_mail_name(name, subject),
        data=b"" if refused or DEEP_NOTE in found.notes else data,
        notes=tuple(found.notes),
    )
    return Mail(
        facts=facts,
        files=tuple(replace(each, mail=facts) for each in files[:MOST_FILES]),
        text=text,
        refused=refused,
    )


def _parts(message: Message, depth: int) -> Iterator[tuple[Message, int]]:
    """Yield the leaves of a mail, of mails inside it too, with how deep they lie."""
    stack = [(message, depth)]
    while stack:
        part, level = stack.pop()
        payload = part.get_payload()
        if not isinstance(payload, list):
            yield part, level
            continue
        inner = level + (part.get_content_type() == "message/rfc822")
        if inner > DEEPEST:
            yield part, inner
            continue
        stack.extend((each, inner) for each in reversed(payload) if isinstance(each, Message))


def _take(part: Message, depth: int, found: _Found) -> None:
    """Sort one leaf: an attachment, a picture in the words, the words, or something to tell."""
    kind = part.get_content_type()
    if depth > DEEPEST:
        found.notes[DEEP_NOTE] = None
        return
    name = file_name_of(part)
    if kind in _TNEF or name.lower() == "winmail.dat":
        found.notes[TNEF_NOTE] = None
        found.sealed.append(HeldFile("winmail.dat", payload_of(part)))
        return
    if kind in _SEALED:
        found.notes[SEALED_NOTE] = None
        return
    is_attached = "attachment" in str(part.get("Content-Disposition", "")).lower()
    if kind in {"text/plain", "text/html"} and not (is_attached or name):
        if depth == 0:
            (found.page if kind == "text/html" else found.words).append(_words(part))
        return
    if kind in _LEFT_OUT or part.is_multipart():
        return
    data = payload_of(part)
    if not data:
        return
    held = HeldFile(name=plain_name(name, kind, len(found.files) + 1), data=data)
    is_picture = kind.startswith("image/") and not is_attached
    (found.small if is_picture and len(data) < SMALL_PICTURE else found.files).append(held)


def judged(files: Sequence[HeldFile]) -> tuple[list[HeldFile], int]:
    """Return the attachments that pass the gate, and how many do not."""
    allowed, refused = [], 0
    for each in files:
        try:
            judge([PurePath(each.name).stem.replace("_", " ")])
            _judge_file(each)
        except SecretRefused:
            refused += 1
        else:
            allowed.append(each)
    return allowed, refused


def _judge_file(file: HeldFile) -> None:
    """Raise SecretRefused for a secret attachment; one that can't be read is told later."""
    if not is_mail(file.name):
        try:
            reading_of(file.name, file.data)
        except UnreadableFile:
            return
        return
    try:
        judge_other(file.name, file.data)
    except UnreadableFile:
        return


def _words(part: Message) -> str:
    data = payload_of(part)[:LONGEST_TEXT]
    charset = part.get_content_charset("utf-8") or "utf-8"
    try:
        text = data.decode(charset, errors="replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", errors="replace")
    return clean(text)


def _text(found: _Found) -> str:
    """Return the words of a mail, taken out of its page when it has no plain ones."""
    if any(each.strip() for each in found.words):
        return "\n".join(found.words)[:LONGEST_TEXT].strip()
    page = _without_tags(_BREAKS.sub("\n", "\n".join(found.page)[:LONGEST_TEXT]))
    for mark, letter in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        page = page.replace(mark, letter)
    return "\n".join(line.strip() for line in page.splitlines() if line.strip())


def _without_tags(page: str) -> str:
    """Return the words between the tags of a page, those of styles and scripts left out."""
    kept, closes = [], ""
    for piece in _TAG.split(page):
        low = piece[:10].lower()
        if closes:
            closes = "" if low.startswith(closes) else closes
        elif low.startswith(("<style", "<script")):
            closes = "</style" if low.startswith("<style") else "</script"
        elif not (piece.startswith("<") and piece.endswith(">")):
            kept.append(piece)
    return "".join(kept)


def _sender(message: Message) -> tuple[str, str]:
    """Return the sender's name and address."""
    raw = raw_header(message, "From")
    try:
        name, address = parseaddr(raw.replace("\n", " ").replace("\r", " "))
    except (ValueError, IndexError, TypeError, RecursionError):
        return "", ""
    address = one_line(UNSEEN.sub("", address)).lower()
    return one_line(UNSEEN.sub(" ", decoded(name))), address if "@" in address else ""


def _day(message: Message) -> date | None:
    """Return the day the mail was sent, as the office counts days; None when it has none."""
    raw = raw_header(message, "Date")
    try:
        when = parsedate_to_datetime(raw[:200])
        return (when.astimezone(OFFICE_TIME) if when.tzinfo else when).date()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, RecursionError):
        return None


def plain_name(name: str, kind: str, at: int) -> str:
    """Return a name no file system stumbles over: last part only, nothing unseen, with an end."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r'[<>:"|?*]', "_", UNSEEN.sub("", last)).strip().rstrip(". ").lstrip(".")
    if not plain:
        plain = f"tep-{at}{_ENDINGS.get(kind, '')}"
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= LONGEST_NAME:
        return plain if dot else f"{plain}{_ENDINGS.get(kind, '')}"
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot else plain[:LONGEST_NAME]


def _mail_name(name: str, subject: str) -> str:
    """Return the name the mail is kept under: that of its file, else of its subject."""
    stem = PurePath(name).stem or subject or "thu"
    return plain_name(f"{stem[:80]}.eml", "message/rfc822", 1)

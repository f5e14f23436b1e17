"""Opens an e-mail in memory: its attachments, sender, day and words, all within bounds.

Headers are taken raw and decoded here: the parsers of `email` by grammar stumble over what
hostile or careless senders write.
"""

from __future__ import annotations

import email
import email.policy
import re
import unicodedata
from binascii import Error as BinasciiError
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, timezone
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime
from pathlib import PurePath

from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.core.sources import HeldFile, Mail, MailFacts
from wardapp.core.text import clean, one_line
from wardapp.documents.reader import refusals
from wardapp.documents.reader.file_reader import reading_of
from wardapp.documents.reader.gate import judge, judge_text
from wardapp.documents.reader.other_files import judge_other

LARGEST = 100 << 20
MOST_PARTS = 5_000
MOST_NESTED = 200
DEEPEST = 3
MOST_FILES = 100
LONGEST_HEADER = 4_000
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
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAGS = re.compile(
    r"<(?:style|script)\b[^>]*>.*?</(?:style|script)\s*>|<[^<>]{0,2000}>", re.S | re.I
)
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
    message = _parsed(data)
    found = _Found()
    for part, depth in _parts(message, 0):
        _take(part, depth, found)
    subject = _header(message, "Subject")
    text = _text(found)
    judge([subject])
    judge_text(text)
    allowed, refused = _judged([*found.files, *found.small, *found.sealed])
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


def _parsed(data: bytes) -> Message:
    if not data.strip():
        raise refusals.empty()
    if len(data) > LARGEST:
        raise refusals.too_large(LARGEST >> 20)
    low = data.lower()
    if data.count(b"\n--") > MOST_PARTS or (
        low.count(b"content-type: multipart/") + low.count(b"message/rfc822") > MOST_NESTED
    ):
        raise refusals.bomb()
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError) as error:
        raise refusals.broken() from error
    known = {name.lower() for name in message}
    if not known & {"from", "date", "subject", "received", "message-id"}:
        raise UnreadableFile("Tệp .eml này không phải là thư. Hãy lưu lại thư từ hộp thư.")
    return message


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
    name = _file_name(part)
    if kind in _TNEF or name.lower() == "winmail.dat":
        found.notes[TNEF_NOTE] = None
        found.sealed.append(HeldFile("winmail.dat", _payload(part)))
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
    data = _payload(part)
    if not data:
        return
    held = HeldFile(name=_plain_name(name, kind, len(found.files) + 1), data=data)
    is_picture = kind.startswith("image/") and not is_attached
    (found.small if is_picture and len(data) < SMALL_PICTURE else found.files).append(held)


def _judged(files: list[HeldFile]) -> tuple[list[HeldFile], int]:
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


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, BinasciiError, TypeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _words(part: Message) -> str:
    data = _payload(part)[:LONGEST_TEXT]
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
    page = _TAGS.sub("", _BREAKS.sub("\n", "\n".join(found.page)[:LONGEST_TEXT]))
    for mark, letter in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        page = page.replace(mark, letter)
    return "\n".join(line.strip() for line in page.splitlines() if line.strip())


def _header(message: Message, name: str) -> str:
    """Return a header as words, "" without one."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return one_line(_UNSEEN.sub(" ", _decoded(str(raw)[:LONGEST_HEADER])))


def _decoded(raw: str) -> str:
    """Return a header without its wrapping: encoded words, or letters sent as they were."""
    try:
        plain = raw.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    except UnicodeEncodeError:
        plain = raw.encode("utf-8", errors="replace").decode("utf-8")
    try:
        pieces = decode_header(plain)
    except (HeaderParseError, ValueError, BinasciiError):
        return plain
    return "".join(
        piece if isinstance(piece, str) else _in_charset(piece, charset)
        for piece, charset in pieces
    )


def _in_charset(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(charset or "utf-8", errors="replace")
    except (LookupError, ValueError):
        return piece.decode("utf-8", errors="replace")


def _sender(message: Message) -> tuple[str, str]:
    """Return the sender's name and address."""
    raw = next((value for key, value in message.raw_items() if key.lower() == "from"), "")
    try:
        name, address = parseaddr(str(raw)[:LONGEST_HEADER].replace("\n", " ").replace("\r", " "))
    except (ValueError, IndexError, TypeError):
        return "", ""
    address = one_line(_UNSEEN.sub("", address)).lower()
    return one_line(_UNSEEN.sub(" ", _decoded(name))), address if "@" in address else ""


def _day(message: Message) -> date | None:
    """Return the day the mail was sent, as the office counts days; None when it has none."""
    raw = next((value for key, value in message.raw_items() if key.lower() == "date"), "")
    try:
        when = parsedate_to_datetime(str(raw)[:200])
        return (when.astimezone(OFFICE_TIME) if when.tzinfo else when).date()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def _file_name(part: Message) -> str:
    """Return the name a sender gave an attachment, as it stands there; "" without one."""
    for header, field_name in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(field_name, "", header)
            raw = collapse_rfc2231_value(value) if value else ""
        except (ValueError, LookupError, TypeError, AttributeError):
            raw = ""
        if raw:
            return _decoded(str(raw)[:LONGEST_HEADER])
    return ""


def _plain_name(name: str, kind: str, at: int) -> str:
    """Return a name no file system stumbles over: last part only, nothing unseen, with an end."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r'[<>:"|?*]', "_", _UNSEEN.sub("", last)).strip().rstrip(". ").lstrip(".")
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
    return _plain_name(f"{stem[:80]}.eml", "message/rfc822", 1)

"""The parts of an e-mail, opened within bounds; headers are taken raw and decoded here.

The parsers of `email` by grammar stumble over what hostile or careless senders write, and take
their time over long headers and deep nesting: such mails are refused before they are parsed.
"""

from __future__ import annotations

import email
import email.policy
import re
from binascii import Error as BinasciiError
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value

from wardapp.core.errors import UnreadableFile
from wardapp.core.text import one_line
from wardapp.documents.reader import refusals

LARGEST = 80 << 20
MOST_PARTS = 5_000
MOST_NESTED = 60
LONGEST_HEADER = 4_000
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LONG_HEADER = re.compile(
    rb"^content-[a-z-]{1,40}:(?:[^\r\n]|\r?\n[ \t]){16000}", re.MULTILINE | re.IGNORECASE
)
"""A header of a part that no mail program writes: the library takes its time over it."""


def opened_mail(data: bytes) -> Message:
    """Return the message in the bytes; UnreadableFile when they are none, or one made to hang."""
    if not data.strip():
        raise refusals.empty()
    if len(data) > LARGEST:
        raise refusals.too_large(LARGEST >> 20)
    low = data.lower()
    nested = low.count(b"multipart/") + low.count(b"message/rfc822")
    if data.count(b"\n--") > MOST_PARTS or nested > MOST_NESTED or _LONG_HEADER.search(data):
        raise refusals.bomb()
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError) as error:
        raise refusals.broken() from error
    known = {name.lower() for name in message}
    if not known & {"from", "date", "subject", "received", "message-id"}:
        raise UnreadableFile("Tệp .eml này không phải là thư. Hãy lưu lại thư từ hộp thư.")
    return message


def payload_of(part: Message) -> bytes:
    """Return what a leaf of a mail holds, decoded; nothing when it cannot be."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, BinasciiError, TypeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def header_of(message: Message, name: str) -> str:
    """Return a header as words, "" without one."""
    return one_line(UNSEEN.sub(" ", decoded(raw_header(message, name))))


def raw_header(message: Message, name: str) -> str:
    """Return the beginning of a header as it was sent, "" without one."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return str(raw)[:LONGEST_HEADER]


def decoded(raw: str) -> str:
    """Return a header without its wrapping: encoded words, or letters sent as they were."""
    try:
        plain = raw.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    except UnicodeEncodeError:
        plain = raw.encode("utf-8", errors="replace").decode("utf-8")
    try:
        pieces = decode_header(plain)
    except (HeaderParseError, ValueError, BinasciiError, RecursionError):
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


def file_name_of(part: Message) -> str:
    """Return the name a sender gave an attachment, as it stands there; "" without one."""
    for header, field_name in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(field_name, "", header)
            raw = collapse_rfc2231_value(value) if value else ""
        except (ValueError, LookupError, TypeError, AttributeError):
            raw = ""
        if raw:
            return decoded(str(raw)[:LONGEST_HEADER])
    return ""

"""Gửi thư: a finished draft that the mail program opens, the package attached, nothing sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.errors import BadValue, WardError
from wardapp.core.files import patiently, reading_refusal, write_whole
from wardapp.core.text import one_line
from wardapp.services.file_stems import safe_stem

ENDING = ".eml"
MAIL_PART = 7_000_000
"""Bytes of a package that one letter takes: many servers stop at 10 MB, and letters add a third."""

MOST = 25_000_000
ADDRESS = re.compile(r"^[^\s@,;<>\"()\\]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a draft says; `address` "" leaves the addressee to the mail program."""

    address: str
    subject: str
    text: str


def write_drafts(letter: Letter, files: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Write a draft for each file into a folder and return the drafts in their order.

    Several are the parts of one package: each letter says which of how many it is.
    """
    checked = _checked(letter)
    written = []
    for at, path in enumerate(files, start=1):
        part = f" ({at}/{len(files)})" if len(files) > 1 else ""
        message = _message(checked, path, part)
        target = folder / f"{safe_stem(path.name)}{ENDING}"
        write_whole(target, message)
        written.append(target)
    return tuple(written)


def _message(letter: Letter, path: Path, part: str) -> bytes:
    import email.policy  # on first use: the window must not wait for it
    from email.headerregistry import Address
    from email.message import EmailMessage

    data = _data(path)
    message = EmailMessage(policy=email.policy.SMTP)
    message["X-Unsent"] = "1"  # Outlook and its like open it to be sent, not as one that came
    if letter.address:
        message["To"] = Address(addr_spec=letter.address)
    message["Subject"] = f"{letter.subject}{part}"
    message.set_content(letter.text, charset="utf-8", cte="base64")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=path.name)
    message.set_boundary(f"=_{hashlib.sha256(data).hexdigest()[:32]}")
    return message.as_bytes()


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST:
            raise WardError(
                f"Tệp {path.name} quá lớn để gửi thư. Hãy chia gói thành nhiều phần nhỏ hơn."
            )
        return patiently(path.read_bytes)
    except OSError as error:
        raise reading_refusal(error, path) from error


def _checked(letter: Letter) -> Letter:
    address, subject = one_line(letter.address), one_line(letter.subject)[:LONGEST_SUBJECT]
    if address and not ADDRESS.match(address):
        raise BadValue("address", "Địa chỉ thư chưa đúng, ví dụ vanthu@lienho.gov.vn.")
    return Letter(address=address, subject=subject or "Gói trao đổi WardApp", text=letter.text)

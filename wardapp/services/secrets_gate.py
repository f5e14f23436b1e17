"""The gate of domain §6 before typed and pasted text."""

from __future__ import annotations

from wardapp.core.drafts import DraftContent
from wardapp.documents.reader.gate import judge, judge_text


def refuse_secret_text(content: DraftContent) -> None:
    """Raise SecretRefused when a part of the draft begins like a secret paper."""
    refuse_secret_words(content.subject, *content.addressees)
    judge_text(content.body)
    for annex in content.annexes:
        refuse_secret_words(annex.title)
        judge_text(annex.body)


def refuse_secret_words(*typed: str) -> None:
    """Raise SecretRefused when a typed field is itself a mark of secrecy."""
    for text in typed:
        judge([text])


def refuse_secret_pages(text: str) -> None:
    """Raise SecretRefused when pasted text as a whole begins like a secret paper."""
    judge_text(text)

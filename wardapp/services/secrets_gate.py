"""The gate of domain §6 before typed and pasted text."""

from __future__ import annotations

from wardapp.core.drafts import DraftContent
from wardapp.documents.reader.gate import judge_text


def refuse_secret_text(content: DraftContent) -> None:
    """Raise SecretRefused when a part of the draft begins like a secret paper."""
    judge_text(content.body)
    for annex in content.annexes:
        judge_text(annex.body)

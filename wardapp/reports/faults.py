"""The fault of a form file: which file, where in it, and what to do."""

from __future__ import annotations

from wardapp.core.errors import WardError

_LONGEST, _HEAD, _END = 300, 180, 100
"""Letters of a remedy, which quotes words of a file of any length: its head and its end stay."""


class FormFault(WardError):
    """A form, catalogue or book file cannot be used as it stands."""

    def __init__(self, file: str, line: int, remedy: str) -> None:
        where = f", dòng {line}" if line else ""
        if len(remedy) > _LONGEST:
            remedy = f"{remedy[:_HEAD]}…{remedy[-_END:]}"
        super().__init__(f"Tệp mẫu {file}{where}: {remedy}")
        self.file = file
        self.line = line
        self.remedy = remedy

"""Why a returned file cannot be read, each as one sentence that says what to ask of the unit."""

from __future__ import annotations

from wardapp.core.errors import UnreadableFile
from wardapp.documents.reader import refusals


def of_ole(ending: str, *, is_encrypted: bool) -> UnreadableFile:
    """Return the refusal of a file of Office before 2007, or of one with a password."""
    if is_encrypted:
        return refusals.has_password()
    if ending == ".doc":
        return UnreadableFile(
            "Tệp này là Word đời cũ (.doc). Hãy mở bằng Word, lưu lại dạng .docx rồi nhận tệp đó."
        )
    return old_excel()


def old_excel() -> UnreadableFile:
    """Return the refusal of a workbook of Excel before 2007."""
    return UnreadableFile(
        "Tệp này là Excel đời cũ (.xls). Hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhận tệp đó."
    )


def picture() -> UnreadableFile:
    """Return the refusal of photos, scans and PDFs."""
    return UnreadableFile(
        "Tệp này là ảnh hoặc PDF, không đọc được số trong bảng. Hãy xin đơn vị tệp Excel hoặc Word."
    )


def no_tables() -> UnreadableFile:
    """Return the refusal of a file in which nothing stands."""
    return UnreadableFile("Tệp không có bảng nào có nội dung. Hãy xin lại tệp từ đơn vị.")


def of_zip(names: tuple[str, ...]) -> UnreadableFile:
    """Return the refusal of a package that is neither a workbook nor a Word file."""
    if "xl/workbook.bin" in names:
        kind = "Excel nhị phân (.xlsb)"
    elif "content.xml" in names:
        kind = "của LibreOffice (.ods, .odt)"
    else:
        return UnreadableFile(
            "Tệp nén này không phải Excel hay Word. Hãy giải nén rồi nhận từng tệp bên trong."
        )
    return UnreadableFile(
        f"Tệp này là tệp {kind}. Hãy mở ra, lưu lại dạng .xlsx hoặc .docx rồi nhận tệp đó."
    )


def unknown(ending: str) -> UnreadableFile:
    """Return the refusal of a file that is no table."""
    named = f" {ending}" if ending else " này"
    return UnreadableFile(f"Chưa đọc được tệp{named}. Hãy xin đơn vị tệp Excel hoặc Word.")

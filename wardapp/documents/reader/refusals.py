"""Why a file cannot be read, each as one sentence that says what to do."""

from __future__ import annotations

from wardapp.core.errors import UnreadableFile


def missing() -> UnreadableFile:
    """Return the refusal of a path where nothing lies."""
    return UnreadableFile("Không thấy tệp này. Hãy xem lại tên tệp hoặc cắm lại USB rồi thử lại.")


def folder() -> UnreadableFile:
    """Return the refusal of a folder."""
    return UnreadableFile("Đây là một thư mục. Hãy mở thư mục và chọn từng tệp bên trong.")


def locked_by_system() -> UnreadableFile:
    """Return the refusal of a file the system does not let us read."""
    return UnreadableFile(
        "Chưa đọc được tệp này: tệp đang mở trong chương trình khác (Word, Excel) hoặc máy không "
        "cho đọc. Hãy đóng tệp đó rồi làm lại."
    )


def empty() -> UnreadableFile:
    """Return the refusal of a file without a byte."""
    return UnreadableFile("Tệp rỗng, không có nội dung. Hãy xin lại tệp từ nơi gửi.")


def too_large(limit_mb: int) -> UnreadableFile:
    """Return the refusal of a file above the limit."""
    return UnreadableFile(f"Tệp lớn hơn {limit_mb} MB. Hãy tách nhỏ hoặc xin nơi gửi bản nhẹ hơn.")


def has_password() -> UnreadableFile:
    """Return the refusal of an encrypted file."""
    return UnreadableFile(
        "Tệp có mật khẩu. Hãy mở tệp bằng mật khẩu, lưu lại không mật khẩu rồi thử lại."
    )


def broken() -> UnreadableFile:
    """Return the refusal of a truncated or damaged file."""
    return UnreadableFile("Tệp bị hỏng hoặc chép chưa hết. Hãy chép lại hoặc xin lại tệp.")


def bomb() -> UnreadableFile:
    """Return the refusal of an archive that unpacks to far too much."""
    return UnreadableFile(
        "Tệp nén chứa quá nhiều dữ liệu, có thể gây treo máy. Hãy xin lại tệp từ nơi gửi."
    )


def entities() -> UnreadableFile:
    """Return the refusal of a Word file with declarations Word never writes."""
    return UnreadableFile(
        "Tệp Word có phần khai báo lạ, không an toàn. Hãy mở bằng Word, lưu lại rồi thử lại."
    )


def other_content(ending: str, real: str) -> UnreadableFile:
    """Return the refusal of a file whose name says another kind than its content."""
    return UnreadableFile(
        f"Tên tệp ghi {ending} nhưng bên trong không phải. "
        f"Hãy đổi đuôi tệp{f' thành {real}' if real else ''} rồi thử lại."
    )


def no_text() -> UnreadableFile:
    """Return the refusal of a file in which no word stands."""
    return UnreadableFile("Tệp không có chữ nào. Hãy xem lại tệp hoặc xin lại từ nơi gửi.")

"""What is said about damage: what was found, and what no place held any more."""

from __future__ import annotations

from wardapp.core.clock import moment_text
from wardapp.store.recovery_base import Base, Sequel
from wardapp.store.salvage import Salvage

_SIDE = {
    "draft_texts": "Chữ gõ trong dự thảo chưa lưu thành lần (từ bản sao lưu) có thể không phải bản "
    "mới nhất.",
    "private_people": "Họ tên, địa chỉ người phản ánh ghi sau bản sao lưu có thể thiếu; phần việc "
    "của phản ánh vẫn đủ.",
}


def damage_words(found: str) -> str:
    """Return what is said when nothing can be brought back from this folder."""
    return (
        f"{found} Trong thư mục này không có bản sao lưu tốt và bản ghi song song không đủ để "
        "dựng lại sổ. Đừng xóa gì; hãy tìm bản sao lưu ở nơi thứ hai."
    )


def lost_words(base: Base, found: Salvage, sequel: Sequel, *, is_whole: bool) -> tuple[str, ...]:
    """Return a sentence for each thing that is surely or maybe missing."""
    return tuple(sentence for sentence in _lost(base, found, sequel, is_whole=is_whole))


def is_beside_the_books(sentences: tuple[str, ...]) -> bool:
    """Tell whether all that may be missing lies in no book: working text, names of persons."""
    return set(sentences) <= set(_SIDE.values())


def _lost(base: Base, found: Salvage, sequel: Sequel, *, is_whole: bool) -> list[str]:
    lost = []
    if sequel.stray:
        first = min(row["clock_ms"] for row in sequel.stray)
        lost.append(
            f"{len(sequel.stray)} thay đổi từ {moment_text(first)} không nối được vào sổ vì phần "
            "trước đó không nơi nào còn giữ."
        )
    elif not is_whole and not found.reads_whole:
        newest = max([base.newest_ms, *(row["clock_ms"] for row in sequel.rows)])
        lost.append(
            f"Bản ghi song song không đủ, nên việc ghi sau {moment_text(newest)} có thể thiếu: "
            "hãy so với giấy tờ và số đã cấp từ lúc đó."
        )
    if base.faults:
        lost.append(
            f"{len(base.faults)} mục cũ trong nhật ký thay đổi không còn khớp mã băm, ở mọi bản "
            "sao lưu đều vậy: dòng của các mục này cần so lại với giấy."
        )
    lost += [
        sentence
        for table, sentence in _SIDE.items()
        if table not in found.tables or not found.tables[table].is_whole
    ]
    return lost

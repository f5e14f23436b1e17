"""Which syllables can be Vietnamese: the measure by which an old text code is recognised."""

from __future__ import annotations

import unicodedata
from functools import cache

_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_OPEN = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu yêu oa oai oao oay oe oeo oi ôi ơi "
    "ua uê ui uôi ươi uơ uy uya uyu ưa ưi ưu ươu uây ue iê"
)
_NASAL = (
    "am ăm âm em êm im om ôm ơm um ym ưm iêm yêm uôm ươm oam oăm an ăn ân en ên in on ôn ơn un ưn "
    "iên yên uôn ươn oan oăn uân uyên uyn oen ang ăng âng eng êng ong ông ung ưng iêng yêng uông "
    "ương oang oăng uâng oong anh ênh inh oanh uênh uynh ynh uên uơn"
)
_STOPPED = (
    "ap ăp âp ep êp ip op ôp ơp up iêp ươp at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt oat "
    "oăt uât uyêt uyt oet ac ăc âc ec oc ôc uc ưc iêc uôc ươc oac oăc ooc ach êch ich oach uêch "
    "uych ych"
)
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_STOPPED_TONES = ("\u0301", "\u0323")
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"
_FREE_PAIRS = ("oa", "oe", "uy")

_COMMON = (
    "và của các cho về việc là có được trong năm ngày tháng số theo đến từ với tại này không một "
    "những công tác thực hiện báo cáo kế hoạch quyết định thông nghị đảng ủy uỷ ban nhân dân "
    "phường xã quận huyện thành phố tỉnh văn phòng đơn vị cơ quan tổ chức chi bộ đoàn thể hội "
    "đồng mặt trận quốc phối hợp triển khai tăng cường đề nghị hướng dẫn chỉ đạo kiểm tra giám "
    "sát tuyên truyền giáo dục vận xây dựng phát triển quản lý tình hình kết quả quý nhiệm kỳ đại "
    "biểu bầu cử an ninh trật tự đô thị môi trường y tế dân số gia đình trẻ em phụ nữ thanh niên "
    "cựu chiến binh nông người cao tuổi khen thưởng kỷ luật cán viên tài chính ngân sách đất đai "
    "giải khiếu nại tố tiếp trả lời ý kiến họp mời giấy tờ trình quy chế chương phương án dự hồ "
    "sơ lưu nhận gửi ký ghi chú nơi người tên loại trích yếu hiệu sở ngành trung ương chủ tịch phó "
    "trưởng bí thư ông bà nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý thị "
    "minh hùng thanh hương lan hà nội đông tây nam bắc liên tân phú an hòa bình mới cũ bổ sung "
    "điều chỉnh phân nhiệm vụ rà soát phòng chống dịch bệnh cháy chữa thiên tai lũ bão tổng cấp "
    "trên dưới thường thủ tục hành cải cách chuyển đổi chất lượng hiệu quả nâng đầu tư mở rộng "
    "đường khu tổ trường học sinh mầm non tiểu trạm lớp bồi dưỡng tập huấn sơ kết kỷ niệm lễ tết "
    "nguyên đán văn hóa hoá thể thao du lịch lao động thương xã hội nghèo chính sách bảo hiểm"
)


@cache
def syllables() -> frozenset[str]:
    """Return every syllable that Vietnamese spelling allows, in small letters."""
    found = set()
    for rimes, tones in ((_OPEN, _TONES), (_NASAL, _TONES), (_STOPPED, _STOPPED_TONES)):
        for rime in rimes.split():
            for toned in _toned(rime, tones):
                found |= {onset + toned for onset in _ONSETS}
    # gì, gìn, quốc, quý: the vowel of gi- and qu- is part of the onset.
    found |= {"g" + toned for toned in _toned("i", _TONES)}
    found |= {"qu" + toned for toned in _toned("y", _TONES)}
    return frozenset(found)


@cache
def common() -> frozenset[str]:
    """Return the syllables that registers are full of."""
    return frozenset(_COMMON.split())


def _toned(rime: str, tones: tuple[str, ...]) -> set[str]:
    """Return a rime with each tone where people put it, old and new placement."""
    places = _tone_places(rime)
    return {
        unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :])
        for at in places
        for tone in tones
    }


def _tone_places(rime: str) -> tuple[int, ...]:
    marked = [at for at, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    if len(vowels) == 1:
        return (vowels[0],)
    if len(vowels) < len(rime):
        return (vowels[-1],)  # a consonant closes it: toán, quét
    if rime in _FREE_PAIRS:
        return (0, 1)
    return (1,) if len(vowels) > len("ai") else (0,)

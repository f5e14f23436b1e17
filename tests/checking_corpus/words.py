"""Invented names, topics and sentences of two families of offices; nothing of a real paper."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

WARDS = (
    "Liên Hồ", "An Thịnh", "Tân Lương", "Đông Sa", "Phú Khê", "Vân Trạch", "Yên Hạ", "Thanh Lũng",
    "Bình Sơn", "Mỹ Điền", "Cẩm Ngạn", "Đại Khê", "Kim Ngọc", "Nam Viên", "Xuân Lãm",
    "Quảng Hạ",
)  # fmt: skip
CITIES = ("Hà Liên", "Sơn Giang", "Đông Hải", "Vĩnh Thành")
NAMES = (
    "Trần Minh Quang", "Nguyễn Thị Hồng Vân", "Lê Đức Thắng", "Phạm Quốc Việt", "Vũ Thị Ánh",
    "Đặng Văn Khải", "Hoàng Thu Hà", "Bùi Tiến Đạt", "Ngô Thanh Sơn", "Đỗ Mai Phương", "Lý Gia Hân",
)  # fmt: skip
TOPICS = (
    "tổng vệ sinh môi trường", "phòng, chống cháy nổ trong khu dân cư", "phát triển văn hoá đọc",
    "chăm sóc người cao tuổi neo đơn", "chuyển đổi số trong cộng đồng", "trồng cây xanh đường phố",
    "phòng, chống bệnh sốt xuất huyết", "giữ gìn trật tự đô thị", "khuyến học, khuyến tài",
    "bảo đảm an toàn giao thông", "phân loại rác tại nguồn", "xây dựng tuyến phố văn minh",
    "hỗ trợ hộ kinh doanh nhỏ", "tuyên truyền bảo vệ nguồn nước", "phong trào thể dục buổi sáng",
)  # fmt: skip
WORKS = (
    "tổ chức triển khai", "thực hiện", "tăng cường", "đẩy mạnh", "tiếp tục thực hiện",
    "phối hợp thực hiện",
)  # fmt: skip
SENTENCES = (
    "Nâng cao nhận thức của cán bộ, đảng viên và nhân dân trên địa bàn về {topic}.",
    "Việc {work} {topic} phải thiết thực, tiết kiệm và phù hợp với từng khu dân cư.",
    "Các đơn vị chủ động rà soát, phân công người phụ trách và bố trí phương tiện cần thiết.",
    "Kết quả thực hiện là một căn cứ để đánh giá, xếp loại tập thể và cá nhân vào cuối năm.",
    "Thường xuyên kiểm tra, đôn đốc, kịp thời tháo gỡ khó khăn ngay từ cơ sở.",
    "Biểu dương những cách làm hay, nhắc nhở những nơi làm chưa tốt và nhân rộng mô hình hiệu quả.",
    "Mỗi khu dân cư chọn ít nhất một việc gắn với {topic} để làm thường xuyên hằng tuần.",
    "Bảo đảm hơn {percent}% số hộ được phổ biến nội dung bằng hình thức phù hợp.",
    "Tiếp nhận đầy đủ ý kiến góp ý của người dân và trả lời công khai tại các buổi sinh hoạt.",
    "Kinh phí được bố trí trong dự toán đã giao và nguồn xã hội hoá theo quy định.",
    "Huy động sự tham gia của thanh niên, phụ nữ, cựu chiến binh và các hộ dân.",
    "Hệ thống loa truyền thanh phát ít nhất {count} lượt mỗi tuần vào khung giờ thích hợp.",
    "Người phụ trách tổng hợp số liệu đến ngày {date} và chịu trách nhiệm về số liệu.",
    "Những nội dung vượt quá khả năng giải quyết phải báo cáo cấp trên trực tiếp.",
    "Hồ sơ, hình ảnh, tài liệu minh chứng được lưu giữ đầy đủ để phục vụ kiểm tra, giám sát.",
    "Ưu tiên hỗ trợ các hộ có hoàn cảnh khó khăn, người già neo đơn và trẻ em.",
    "Tổng số {thousand} lượt người đã tham gia các hoạt động gắn với {topic} từ đầu năm đến nay.",
    "Gắn việc {work} {topic} với các phong trào thi đua đang triển khai trên địa bàn.",
    "Khi có vướng mắc, các đơn vị phản ánh kịp thời để được xem xét, giải quyết.",
    "Công tác thông tin được duy trì nền nếp, nội dung dễ hiểu, dễ nhớ và dễ làm theo.",
)  # fmt: skip
HEADS = (
    ("MỤC ĐÍCH, YÊU CẦU", ("Mục đích", "Yêu cầu")),
    ("NỘI DUNG", ("Công tác tuyên truyền", "Công tác kiểm tra", "Xây dựng mô hình điểm")),
    ("GIẢI PHÁP", ("Về lãnh đạo, chỉ đạo", "Về nguồn lực")),
    ("TỔ CHỨC THỰC HIỆN", ("Các chi bộ", "Các đoàn thể", "Bộ phận giúp việc")),
)
REPORT_HEADS = (
    ("KẾT QUẢ ĐẠT ĐƯỢC", ("Công tác lãnh đạo, chỉ đạo", "Kết quả cụ thể")),
    ("HẠN CHẾ, NGUYÊN NHÂN", ("Hạn chế", "Nguyên nhân")),
    ("NHIỆM VỤ THỜI GIAN TỚI", ("Nhiệm vụ chung", "Nhiệm vụ cụ thể")),
)
TABLE = (
    ("Nội dung", "Đơn vị thực hiện", "Số lượng"),
    ("Phát tờ gấp tới hộ dân", "Các khu dân cư", "1.250"),
    ("Lắp bảng tin điện tử", "Bộ phận văn hoá", "12"),
    ("Tổ chức buổi toạ đàm", "Hội Phụ nữ", "4"),
    ("Ra quân ngày thứ bảy xanh", "Đoàn Thanh niên", "26"),
    ("Kiểm tra cơ sở kinh doanh", "Tổ công tác", "38"),
)

OLD_TONE = re.compile(r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")


@dataclass(frozen=True)
class Words:
    """The words of one paper: a topic, a day and how the office places its tones."""

    rng: random.Random
    topic: str
    day: date

    def sentence(self) -> str:
        """Return a sentence that says nothing wrong."""
        count = self.rng.randrange(2, 9)
        return self.rng.choice(SENTENCES).format(
            topic=self.topic,
            work=self.rng.choice(WORKS),
            percent=self.rng.randrange(60, 99),
            count=f"{count:02d}",
            thousand=f"{self.rng.randrange(1, 9)}.{self.rng.randrange(100, 999)}",
            date=short_date(self.later()),
        )

    def passage(self, least: int = 2, most: int = 4) -> str:
        """Return a paragraph of a few different sentences."""
        found: list[str] = []
        while len(found) < self.rng.randint(least, most):
            one = self.sentence()
            if one not in found:
                found.append(one)
        return " ".join(found)

    def later(self) -> date:
        """Return a day some weeks after the paper, within its year where that is possible."""
        ahead = self.day.toordinal() + self.rng.randrange(10, 60)
        return date.fromordinal(min(ahead, date(self.day.year, 12, 30).toordinal()))

    def earlier(self) -> date:
        """Return a day some weeks before the paper."""
        return date.fromordinal(self.day.toordinal() - self.rng.randrange(20, 120))


def two(number: int, below: int = 10) -> str:
    """Return the number with a leading zero when it is below."""
    return f"{number:02d}" if number < below else str(number)


def short_date(day: date) -> str:
    """05/6/2026: zeros before days below 10 and months below 3."""
    return f"{two(day.day)}/{two(day.month, 3)}/{day.year}"


def long_date(day: date) -> str:
    """Ngày 05 tháng 6 năm 2026, without capital."""
    return f"ngày {two(day.day)} tháng {two(day.month, 3)} năm {day.year}"


WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


def weekday(day: date) -> str:
    """Return thứ Hai … Chủ nhật."""
    return f"thứ {WEEKDAYS[day.weekday()]}" if day.weekday() < len(WEEKDAYS) else "Chủ nhật"


def new_tone(text: str) -> str:
    """Move the tone of a syllable that ends in oa, oe, uy to its first vowel: uỷ → ủy."""

    def moved(found: re.Match[str]) -> str:
        letter, tone = unicodedata.normalize("NFD", found[2])
        first = found[1]
        if first in "uU" and letter not in "yY":
            return found[0]
        if first in "oO" and letter in "yY":
            return found[0]
        return unicodedata.normalize("NFC", first + tone) + letter

    return OLD_TONE.sub(moved, unicodedata.normalize("NFC", text))

"""Words of an invented big office: what dispatches of ten years are called; all made up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

ORGANS = (
    ("Ban Tuyên giáo và Dân vận Thành ủy Hà Liên", "CV/BTGDVTU"),
    ("Ban Tuyên giáo và Dân vận Thành ủy Hà Liên", "KH/BTGDVTU"),
    ("Ban Tổ chức Thành ủy Hà Liên", "CV/BTCTU"),
    ("Văn phòng Thành ủy Hà Liên", "TB/VPTU"),
    ("Ủy ban Kiểm tra Thành ủy Hà Liên", "HD/UBKTTU"),
    ("Ban Nội chính Thành ủy Hà Liên", "BC/BNCTU"),
    ("Thành ủy Hà Liên", "CT/TU"),
    ("Ủy ban nhân dân thành phố Hà Liên", "QĐ-UBND"),
    ("Ủy ban nhân dân phường Liên Hồ", "UBND-VHXH"),
    ("Sở Xây dựng thành phố Hà Liên", "SXD-QLĐT"),
    ("Sở Giáo dục và Đào tạo thành phố Hà Liên", "SGDĐT-VP"),
    ("Sở Y tế thành phố Hà Liên", "SYT-NVY"),
    ("Sở Nội vụ thành phố Hà Liên", "SNV-CCHC"),
    ("Đảng ủy phường Liên Hồ", "KH/ĐU"),
    ("Công an phường Liên Hồ", "CAP-AN"),
    ("Ban Chỉ huy quân sự phường Liên Hồ", "BCHQS-TM"),
    ("Ủy ban Mặt trận Tổ quốc phường Liên Hồ", "MTTQ-BTT"),
    ("Hội Liên hiệp Phụ nữ phường Liên Hồ", "HPN-BTV"),
    ("Đoàn Thanh niên phường Liên Hồ", "CV/ĐTN"),
    ("Hội Cựu chiến binh phường Liên Hồ", "HCCB-VP"),
    ("Hội Nông dân thành phố Hà Liên", "HND-KTXH"),
    ("Chi bộ Tổ dân phố số 12", "BC/CB"),
    ("Trường Tiểu học Liên Hồ", "TH-VP"),
    ("Trạm Y tế phường Liên Hồ", "TYT-KH"),
    ("Công ty Điện lực Hà Liên", "ĐLHL-KT"),
    ("Công ty Cấp nước Ven Hồ", "CNVH-KD"),
)
DEEDS = (
    "báo cáo kết quả",
    "phối hợp thực hiện",
    "tuyên truyền",
    "kiểm tra việc chấp hành",
    "rà soát, thống kê",
    "hướng dẫn",
    "triển khai",
    "tăng cường",
    "đôn đốc",
    "mời dự hội nghị sơ kết",
    "xin ý kiến góp ý dự thảo kế hoạch",
    "đề nghị bổ sung hồ sơ",
    "thông báo kết luận của đồng chí Bí thư về",
    "trả lời kiến nghị của cử tri về",
    "giới thiệu nhân sự tham gia",
    "lấy phiếu đánh giá mức độ hài lòng đối với",
)
THINGS = (
    "công tác dân vận",
    "phân loại rác tại nguồn",
    "mở rộng đường ven hồ",
    "chuyển đổi số trong cơ quan đảng",
    "phòng cháy, chữa cháy",
    "bầu cử đại biểu Quốc hội và hội đồng nhân dân các cấp",
    "tiếp công dân, giải quyết đơn thư",
    "cải cách hành chính",
    "phát triển đảng viên",
    "trật tự đô thị, vỉa hè",
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "bảo vệ nền tảng tư tưởng của Đảng",
    "phong trào toàn dân đoàn kết xây dựng đời sống văn hóa",
    "quản lý, sử dụng tài sản công",
    "tiêm chủng mở rộng cho trẻ em",
    "giải phóng mặt bằng tuyến đường số",
    "cấp nước sạch khu tập thể",
    "an toàn thực phẩm tại các chợ",
    "phổ biến, giáo dục pháp luật",
    "chi trả trợ cấp người có công",
    "giảm nghèo bền vững",
    "khám sức khỏe người cao tuổi",
    "sinh hoạt hè của thiếu nhi",
    "diễn tập khu vực phòng thủ",
    "đăng ký nghĩa vụ quân sự",
    "đối thoại giữa người đứng đầu cấp ủy với Nhân dân",
)
WHERE = (
    "trên địa bàn phường",
    "tại các tổ dân phố",
    "trong cơ quan đảng",
    "ở khu vực chợ Mới",
    "tại các trường học",
    "quanh hồ Liên",
    "đối với hộ kinh doanh",
    "ở các chi bộ trực thuộc",
    "tại khu đô thị Đông Bến",
    "cho cán bộ, công chức",
)
WHEN = ("quý I", "quý II", "quý III", "quý IV", "6 tháng đầu năm", "9 tháng", "dịp Tết", "")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
MIDDLE = ("Thị Hoài", "Văn", "Đức", "Thị Ngọc", "Minh", "Hữu", "Thị Thu", "Quang", "Xuân", "Thanh")
GIVEN = [
    "Ân",
    "Bình",
    "Chi",
    "Dũng",
    "Duy",
    "Điệp",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiếu",
    "Hòa",
    "Huệ",
    "Khuê",
    "Lam",
    "Lộc",
    "Mai",
    "Nga",
    "Oanh",
    "Phúc",
    "Quyên",
    "Sâm",
    "Tâm",
    "Thảo",
    "Thủy",
    "Trang",
    "Tuyết",
    "Uyên",
    "Vân",
    "Vinh",
    "Xuyến",
    "Yên",
]
STREETS = [
    "Bến Chài",
    "Cầu Đá",
    "Cây Gạo",
    "Đình Đông",
    "Gò Sành",
    "Hàng Rèn",
    "Lò Gốm",
    "Ngõ Giếng",
    "Phố Lụa",
    "Trại Chim",
    "Vườn Quýt",
    "Xóm Vạn",
    "Yên Phụng",
    "Kẻ Sặt Mới",
    "Nhà Thờ Cũ",
    "Quán Gió",
    "Thềm Ngọc",
    "Uông Giang",
]
TYPES = ("Công văn", "Kế hoạch", "Báo cáo", "Thông báo", "Quyết định", "Hướng dẫn", "Giấy mời")
UNITS = ("Văn phòng", "Tổ Tuyên giáo", "Tổ Dân vận", "Tổ Tổ chức", "Tổ Kiểm tra", "Đồng chí Hà")


@dataclass(frozen=True, slots=True)
class Said:
    """What one dispatch says."""

    organ: str
    notation: str
    type_name: str
    signer: str
    handler: str
    parts: tuple[str, ...]
    """The pieces of the subject, one space apart; few enough to be folded once each."""

    @property
    def subject(self) -> str:
        return " ".join(self.parts)


def said(chance: random.Random, day: date) -> Said:
    """Return the words of one dispatch of a day."""
    pick = chance.choice
    organ, notation = pick(ORGANS)
    parts = [pick(("Về việc", "V/v", "Về")), pick(DEEDS), pick(THINGS), pick(WHERE)]
    place = chance.random()
    if place < 0.2:
        parts += ["khu vực phố", pick(STREETS)]
    elif place < 0.3:
        parts += ["đối với trường hợp", pick(FAMILY), pick(MIDDLE), pick(GIVEN)]
    elif place < 0.4:
        parts += ["theo Kế hoạch số", f"{chance.randint(1, 400)}-KH/ĐU"]
    when = pick(WHEN)
    parts += [when] if when else []
    parts += ["năm", str(day.year)]
    signer = f"{pick(FAMILY)} {pick(MIDDLE)} {pick(GIVEN)}"
    return Said(organ, notation, pick(TYPES), signer, pick(UNITS), tuple(parts))

import pytest

from wardapp.core.titles import TYPE_NAMES, known_code, sentence_case, type_code_of, type_name_of


@pytest.mark.parametrize(
    ("caps", "written"),
    [
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "Ban Tuyên giáo và Dân vận"),
        ("THÀNH ỦY HÀ LIÊN", "Thành ủy Hà Liên"),
        ("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "Đảng uỷ phường Liên Hồ"),
        ("ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", "Đảng bộ thành phố Hà Liên"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ", "Ủy ban nhân dân phường Liên Hồ"),
        ("BAN XÂY DỰNG ĐẢNG", "Ban Xây dựng Đảng"),
        ("UỶ BAN KIỂM TRA", "Uỷ ban Kiểm tra"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("SỞ VĂN HÓA VÀ THỂ THAO", "Sở Văn hóa và Thể thao"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("UBND PHƯỜNG LIÊN HỒ", "UBND phường Liên Hồ"),
        ("VĂN PHÒNG TRUNG ƯƠNG ĐẢNG", "Văn phòng Trung ương Đảng"),
        ("CHI BỘ TỔ DÂN PHỐ SỐ 5", "Chi bộ tổ dân phố số 5"),
        ("TRƯỜNG TIỂU HỌC NGUYỄN DU", "Trường Tiểu học Nguyễn Du"),
        ("Ban Dân vận", "Ban Dân vận"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_running_text(caps: str, written: str) -> None:
    assert sentence_case(caps) == written


def test_types_are_known_by_code_and_by_name_in_any_case() -> None:
    assert type_name_of("TTr") == type_name_of("TTR") == "Tờ trình"
    assert type_name_of("XYZ") == ""
    assert type_code_of("KẾ HOẠCH") == "KH"
    assert known_code("ctr") == "CTr"
    for code, name in TYPE_NAMES.items():
        assert type_code_of(name.upper()) == code

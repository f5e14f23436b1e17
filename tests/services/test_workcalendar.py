from datetime import date

from wardapp.core.text import is_vietnamese
from wardapp.services.workcalendar import computed_days


def test_days_off_of_years_beyond_the_table_have_their_vietnamese_names() -> None:
    days = {each.day: each.name for each in computed_days((2031,))}

    assert days[date(2031, 9, 2)] == "Quốc khánh"
    assert days[date(2031, 11, 24)] == "Ngày Văn hóa Việt Nam"
    assert all(is_vietnamese(name) for name in days.values())

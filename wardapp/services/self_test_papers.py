"""Checks of what makes and reads papers: pages, Word, Excel, old fonts, calendar, names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wardapp.core.checking import CheckChoice, Verdict
from wardapp.core.dispatches import Recipient
from wardapp.core.document import OfficialDocument
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, Family, SignerInfo
from wardapp.core.printout import PrintCell, PrintColumn, Printout, PrintTable
from wardapp.core.tour import TOUR_DAY, TourStep
from wardapp.documents import printouts
from wardapp.documents.checking.door import Checker
from wardapp.documents.outline import parse_outline
from wardapp.documents.page_fonts import page_fonts
from wardapp.documents.reader.door import FileReader
from wardapp.documents.reader.old_fonts import mended
from wardapp.documents.sheet_reading import sheet_values
from wardapp.services.bodies import known_body, written_as
from wardapp.services.paper_words import words_of
from wardapp.services.papers import Papers
from wardapp.services.self_test_step import REINSTALL, Bench, failed, passed
from wardapp.services.workcalendar import computed_days

TINOS = "Tinos"
LOOKS = frozenset({"Tinos", "Tinos-Bold", "Tinos-Italic"})
SENTENCE = "Ngỡ ngàng nghe tiếng chuông ngân; thuở ấy ưỡn ngực, chớp mắt đã xa."
NUMBER, NOTATION, SYMBOL = "12", "CV/BXDĐ", "12-CV/BXDĐ"
DRAWN_AT = 1.0
MIDDLE = 128
YEAR, NEW_YEAR = 2031, date(2031, 1, 23)
OLD_FONTS = (
    ("TCVN3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("VISCII", "Báo cáo công tác phß¶ng", "Báo cáo công tác phường"),
)
BODY = "Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên"
WITH_A_SLIP = "BAN TUYÊN GIÁO VÀ DÂN VẨN THÀNH ỦY HÀ LIÊN"


def check_pages(bench: Bench) -> Iterator[TourStep]:
    """Set a page, read its words back, see its fonts and draw it."""
    pdf = Papers.load(bench.places).to_pdf(_letter(), TOUR_DAY, final=True).pdf
    words = words_of(pdf)
    if SENTENCE not in words or SYMBOL not in words:
        yield failed("typst", f"Trang in dựng ra thiếu chữ. {REINSTALL}")
    else:
        yield passed("typst", "Trang in dựng được, chữ đọc lại đúng.")
    fonts = page_fonts(pdf, 0)
    names = ", ".join(font.name for font in fonts)
    is_ours = all(font.is_embedded and font.name.startswith(TINOS) for font in fonts)
    looks = {font.name for font in fonts}
    if is_ours and looks >= LOOKS:
        yield passed("page_fonts", f"Trang in dùng phông kèm theo: {names}.", fonts=names)
    else:
        yield failed("page_fonts", f"Trang in không dùng đủ phông Tinos ({names}). {REINSTALL}")
    image = printouts.page_image(pdf, 0, DRAWN_AT)
    ink = sum(value < MIDDLE for value in image.data[::4])
    if ink:
        size = f"{image.width}×{image.height}"
        yield passed("pdfium", f"Trang in vẽ được ({size} điểm).", ink=ink)
    else:
        yield failed("pdfium", f"Trang in vẽ ra trắng. {REINSTALL}")


def check_word(bench: Bench) -> Iterator[TourStep]:
    """Write a letter for Word and read its header again."""
    docx = Papers.load(bench.places).to_docx(_letter(), TOUR_DAY)
    reading = FileReader(bench.places.resources).read_bytes("thu.docx", docx)
    if reading.fields.number_symbol == SYMBOL and SENTENCE in reading.text:
        yield passed("word", "Tệp Word viết được, đọc lại đúng số và lời văn.")
    else:
        yield failed("word", f"Tệp Word viết ra đọc lại không đúng. {REINSTALL}")


def check_layout(bench: Bench) -> Iterator[TourStep]:
    """Check the layout of a letter of ours by all rules of its date."""
    docx = Papers.load(bench.places).to_docx(_letter(), TOUR_DAY)
    report = Checker(bench.places.resources).view("thu.docx", docx, CheckChoice(), TOUR_DAY).report
    held = sum(each.verdict is Verdict.PASS for each in report.findings)
    if held and not report.faults:
        yield passed("layout", f"Soát thể thức chạy được, thư thử đúng {held} quy tắc.", held=held)
    else:
        yield failed("layout", f"Soát thể thức chấm sai một thư đúng mẫu. {REINSTALL}")


def check_excel(bench: Bench) -> Iterator[TourStep]:
    """Write a table for Excel and read its cells again."""
    workbook = printouts.written(_table(), ".xlsx", bench.places.resources, created=TOUR_DAY)
    if any(SENTENCE in row for row in sheet_values(workbook)):
        yield passed("excel", "Tệp Excel viết được, đọc lại đúng.")
    else:
        yield failed("excel", f"Tệp Excel viết ra đọc lại không đúng. {REINSTALL}")


def check_old_fonts(_bench: Bench) -> Iterator[TourStep]:
    """Turn text typed for old fonts into Unicode, also by the part that knows the rare ones."""
    wrong = [name for name, typed, meant in OLD_FONTS if mended(typed) != meant]
    if wrong:
        yield failed("old_fonts", f"Không đổi được chữ {', '.join(wrong)}. {REINSTALL}")
    else:
        names = ", ".join(name for name, _typed, _meant in OLD_FONTS)
        yield passed("old_fonts", f"Đổi được chữ của phông cũ ({names}) sang Unicode.")


def check_calendar(_bench: Bench) -> Iterator[TourStep]:
    """Compute the days off of a year that no table of ours knows."""
    if NEW_YEAR in {row.day for row in computed_days((YEAR,))}:
        yield passed("calendar", f"Tính được ngày nghỉ lễ, Tết (năm {YEAR}).")
    else:
        yield failed("calendar", f"Tính sai ngày Tết năm {YEAR}. {REINSTALL}")


def check_names(_bench: Bench) -> Iterator[TourStep]:
    """Find a body in the directory by a name with a slip."""
    body = Body(id=RecordId("thu"), name=BODY)
    known = known_body(written_as(WITH_A_SLIP, ""), (body,))
    if known is not None and not known.is_certain:
        yield passed("names", "Nhận ra tên cơ quan gõ sai dấu.")
    else:
        yield failed("names", f"Không nhận ra tên cơ quan gõ sai dấu. {REINSTALL}")


def _letter() -> OfficialDocument:
    return OfficialDocument(
        family=Family.PARTY,
        type_code="CV",
        type_name="Công văn",
        parent_line="ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
        own_line="BAN XÂY DỰNG ĐẢNG",
        place="Liên Hồ",
        code_number=NUMBER,
        code_notation=NOTATION,
        issued_date=TOUR_DAY,
        subject="tự thử của WardApp",
        addressees=("Các chi bộ trực thuộc",),
        body=parse_outline(SENTENCE),
        signer=SignerInfo(full_name="Nguyễn Thu Hà", position="TRƯỞNG BAN"),
        recipients=(Recipient(name="Như trên"),),
        storage_line="Lưu Ban Xây dựng Đảng",
    )


def _table() -> Printout:
    columns = (PrintColumn(key="text", head="Nội dung", width_mm=100.0),)
    table = PrintTable(
        key="A", title="Bảng thử", columns=columns, rows=((PrintCell(value=SENTENCE),),)
    )
    return Printout(file_stem="thu", title="TỰ THỬ", tables=(table,))

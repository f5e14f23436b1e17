"""`wardapp template` and `wardapp letters`: the office's own letters, and letters to many."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.values import dispatch, plain
from wardapp.core.errors import BadValue, UnreadableFile
from wardapp.core.letters import LetterNumbering, TemplateFault, TemplateField
from wardapp.core.serial import ADDRESSEE, LetterList, ListTable, SerialPlan, SerialTarget
from wardapp.core.template_views import fault_sentence
from wardapp.core.text import fold
from wardapp.services.letter_lists import guessed, rows_of, without_doubles
from wardapp.services.letter_making import labels_of
from wardapp.services.office import Office
from wardapp.services.spec import find_issuer
from wardapp.services.template_looking import template_at

NUMBERING = {"one": LetterNumbering.ONE, "each": LetterNumbering.EACH}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    template = commands.add_parser("template", help="mẫu của cơ quan: trường, điền, kiểm tra")
    verbs = template.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="giữ một tệp Word làm mẫu")
    adding.add_argument("file", metavar="TỆP.docx", type=Path, help="tệp Word làm mẫu")
    adding.add_argument("--name", default="", metavar="TÊN", help="tên mẫu, tên tệp nếu không ghi")
    adding.add_argument("--type", default="", metavar="LOẠI", help="mã loại văn bản, như GM")
    adding.add_argument("--issuer", default="", metavar="KÝ_HIỆU", help="cơ quan dùng mẫu")
    adding.add_argument(
        "--accept", action="store_true", help="đặt luôn các chỗ {{…}}, «…», …… làm trường"
    )
    adding.set_defaults(run=run_add)
    listing = verbs.add_parser("list", parents=[common], help="các mẫu đang dùng")
    listing.set_defaults(run=run_list)
    fields = verbs.add_parser("fields", parents=[common], help="các trường của một mẫu hay tệp")
    fields.add_argument("source", metavar="MẪU|TỆP.docx", help="tên mẫu, hay một tệp Word")
    fields.set_defaults(run=run_fields)
    check = verbs.add_parser("check", parents=[common], help="xem tệp có hỏng chỗ nào; mã 3 nếu có")
    check.add_argument("files", nargs="+", metavar="TỆP.docx", type=Path, help="tệp Word cần xem")
    check.set_defaults(run=run_check)
    fill = verbs.add_parser("fill", parents=[common], help="điền một mẫu ra tệp Word")
    fill.add_argument("source", metavar="MẪU", help="tên mẫu")
    _add_values(fill)
    fill.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP.docx",
                      help="tệp Word ghi ra")  # fmt: skip
    fill.set_defaults(run=run_fill)
    _add_letters(commands, common)


def _add_letters(commands: Any, common: argparse.ArgumentParser) -> None:
    letters = commands.add_parser(
        "letters", parents=[common], help="một văn bản gửi nhiều nơi theo danh sách"
    )
    letters.add_argument("source", metavar="SPEC.toml|MẪU", help="tệp khai báo hay tên mẫu")
    letters.add_argument("--list", dest="list", type=Path, required=True, metavar="TỆP",
                         help="danh sách .xlsx, .csv hoặc bảng trong .docx")  # fmt: skip
    letters.add_argument("--sheet", default="", metavar="TRANG", help="trang của danh sách")
    letters.add_argument("--map", dest="columns", action="append", default=[],
                         metavar="CỘT=TRƯỜNG", help="cột nào vào trường nào")  # fmt: skip
    letters.add_argument("--number", choices=list(NUMBERING), metavar="one|each",
                         help="một số chung, hay mỗi nơi một số; không ghi: chưa cấp")  # fmt: skip
    letters.add_argument("--date", metavar="NGÀY", help="ngày văn bản, hôm nay nếu không ghi")
    letters.add_argument("--subject", default="", metavar="TRÍCH_YẾU", help="trích yếu ghi vào sổ")
    letters.add_argument("--once", action="store_true", help="bỏ các dòng trùng nơi nhận")
    _add_values(letters)
    letters.add_argument("-o", dest="target", type=Path, required=True, metavar="TỆP|THƯ_MỤC",
                         help=".docx, .pdf, hoặc thư mục có sẵn: mỗi nơi một tệp")  # fmt: skip
    letters.add_argument("--pdf", action="store_true", help="trong thư mục ghi PDF thay cho Word")
    letters.set_defaults(run=run_letters)


def _add_values(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--set", dest="values", action="append", default=[],
                        metavar="TRƯỜNG=GIÁ_TRỊ", help="chữ điền vào một trường")  # fmt: skip


def run_add(call: Call) -> int:
    """Keep a Word file as a template."""
    with call.office() as office:
        issuer = None
        if call.args.issuer:
            issuers = office.catalogue.issuers()
            issuer = find_issuer(call.args.issuer, issuers)
            if issuer is None:
                known = ", ".join(each.symbol for each in issuers)
                raise BadValue(
                    "issuer", f"Không có cơ quan “{call.args.issuer}”. Các cơ quan: {known}."
                )
        kept = office.templates.add(
            call.args.file, call.args.name, issuer.id if issuer else None, call.args.type
        )
        if call.args.accept:
            found = office.templates.open(kept.id).view.proposals
            kept = office.templates.accept(kept.id, found)
        opened = office.templates.open(kept.id)
    for fault in opened.view.faults:
        call.say(fault_sentence(fault))
    names = ", ".join(each.label for each in kept.fields) or "chưa có trường nào"
    call.answer(plain(kept), f"Đã thêm mẫu {kept.name}: {names}.")
    return DONE


def run_list(call: Call) -> int:
    """List the templates in use."""
    with call.office() as office:
        kept = office.templates.all()
    lines = [f"{each.name}\t{each.type_code}\t{len(each.fields)} trường" for each in kept]
    call.answer(plain(kept), "\n".join(lines) or "Chưa có mẫu nào.")
    return DONE


def run_fields(call: Call) -> int:
    """Tell the fields of a template, or of a Word file that is none yet."""
    if call.args.source.casefold().endswith(".docx"):
        view = template_at(Path(call.args.source), call.places)
        if view.faults and not view.paragraphs:
            raise UnreadableFile(fault_sentence(view.faults[0]))
        fields, proposals = view.fields, view.proposals
    else:
        with call.office() as office:
            opened = office.templates.open(office.templates.named(call.args.source).id)
        fields, proposals = opened.view.fields, opened.view.proposals
    lines = [f"{each.key}\t{each.label}\t{each.source or each.kind.value}" for each in fields]
    lines += [f"?\t{each.label}\tcó thể đặt làm trường" for each in proposals]
    answer = {"fields": plain(fields), "proposals": plain(proposals)}
    call.answer(answer, "\n".join(lines) or "Không có trường nào.")
    return DONE


def run_check(call: Call) -> int:
    """Look whether files can be templates; needs no office."""
    answers = []
    lines = []
    for path in call.args.files:
        faults = template_at(path, call.places).faults
        answers.append({"file": path.name, "faults": [_fault(each) for each in faults]})
        lines += [f"{path.name}: {fault_sentence(each)}" for each in faults]
    call.answer(answers, "\n".join(lines) or "Không thấy chỗ nào hỏng.")
    return FOUND if lines else DONE


def run_fill(call: Call) -> int:
    """Fill a template to a Word file."""
    with call.office() as office:
        template = office.templates.named(call.args.source)
        values = _values(call.args.values, template.fields)
        target = office.templates.fill_to(template.id, values, call.args.target)
    call.answer({"file": str(target), "values": values}, f"Đã ghi {target.name}.")
    return DONE


def run_letters(call: Call) -> int:
    """Make letters for everybody of a list, with a number each, one for all, or none."""
    with call.office() as office:
        plan, fields = _plan(call, office)
        found = _letter_list(call, office, fields)
        for doubt in found.doubts:
            call.say(f"Dòng {doubt.line} của danh sách {doubt.text}.")
        plan = replace(plan, rows=found.rows)
        target = _target(call)
        if plan.numbering is None:
            made = office.letters.write(plan, target)
        else:
            made = office.letters.issue(plan, target)
        lines = [dispatch(each, office.catalogue.issuers()) for each in made.lines]
    if made.warning:
        call.say(made.warning)
    told = f"Đã làm {made.letters} thư, ghi {len(made.files)} tệp"
    if made.lines:
        first, last = made.lines[0].number_symbol, made.lines[-1].number_symbol
        told += f", số {first}" + (f" đến {last}" if first != last else "")
    answer = {"letters": made.letters, "files": [str(each) for each in made.files], "lines": lines}
    call.answer(answer, f"{told}.")
    return DONE


def _plan(call: Call, office: Office) -> tuple[SerialPlan, tuple[TemplateField, ...]]:
    """Return the plan without its list, and what its letters take from a list."""
    plan = SerialPlan(
        rows=(),
        numbering=NUMBERING.get(call.args.number),
        day=call.day(call.args.date),
        subject=call.args.subject,
    )
    if call.args.source.casefold().endswith(".toml"):
        spec = office.drafting.spec(Path(call.args.source))
        plan = replace(plan, content=spec.content, day=plan.day or spec.content.date)
        fields = office.letters.fields(plan)
        values = _values(call.args.values, fields)
        return replace(plan, values=tuple(values.items())), fields
    template = office.templates.named(call.args.source)
    values = _values(call.args.values, template.fields)
    plan = replace(plan, template_id=template.id, values=tuple(values.items()))
    return plan, office.letters.fields(plan)


def _letter_list(call: Call, office: Office, fields: tuple[TemplateField, ...]) -> LetterList:
    table = _table(office.letter_lists.tables(call.args.list), call.args.sheet)
    columns = list(guessed(table, fields))
    names = {fold(label): key for key, label in labels_of(fields).items()}
    names |= {fold(each.key): each.key for each in fields}
    names[fold(ADDRESSEE)] = ADDRESSEE
    for pair in call.args.columns:
        head, _, name = pair.partition("=")
        place = next((at for at, each in enumerate(table.heads) if fold(each) == fold(head)), None)
        key = names.get(fold(name))
        if place is None or key is None:
            known = ", ".join(table.heads if place is None else names)
            raise BadValue("map", f"Không hiểu --map {pair}. Có: {known}.")
        columns = ["" if each == key else each for each in columns]
        columns[place] = key
    found = rows_of(table, tuple(columns), labels_of(fields))
    return without_doubles(found) if call.args.once else found


def _table(tables: tuple[ListTable, ...], name: str) -> ListTable:
    if not name:
        return tables[0]
    found = next((each for each in tables if fold(each.name) == fold(name)), None)
    if found is None:
        known = ", ".join(each.name for each in tables)
        raise BadValue("sheet", f"Danh sách không có trang “{name}”. Có: {known}.")
    return found


def _target(call: Call) -> SerialTarget:
    path = call.args.target
    if path.is_dir():
        return SerialTarget(path=path, is_folder=True, ending=".pdf" if call.args.pdf else ".docx")
    return SerialTarget(path=path, ending=path.suffix.casefold())


def _values(pairs: Iterable[str], fields: Iterable[TemplateField]) -> dict[str, str]:
    """Return typed values by key; a field may be named by its label too."""
    names = {fold(each.label): each.key for each in fields}
    names |= {fold(each.key): each.key for each in fields}
    values: dict[str, str] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        key = names.get(fold(name))
        if not mark or key is None:
            known = ", ".join(dict.fromkeys(names.values())) or "không có trường nào"
            raise BadValue("set", f"Không có trường “{name}”. Các trường: {known}.")
        values[key] = f"{values[key]}\n{value}" if key in values else value
    return values


def _fault(fault: TemplateFault) -> dict[str, Any]:
    return {**dict(plain(fault)), "sentence": fault_sentence(fault)}

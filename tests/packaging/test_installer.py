"""The installer's scripts and words, and a tiny setup as a file."""

import re
import shutil
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from common import BuildError, files_below
from installer import NSIS, PARTS, SCRIPTS, build_installer, extraction, sizes
from launcher import DEEPEST_FILE
from stubs import STUBS, copy_nsis, translated

LANGUAGES = NSIS / "Contrib" / "Language files"
NLF = SCRIPTS / "words" / "Vietnamese.nlf"
NSH = SCRIPTS / "words" / "Vietnamese.nsh"
OWN_FOLDERS = {r"$INSTDIR\${OLD}", r"$INSTDIR\${NEW}", r"$INSTDIR\$1"}

needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")


def commands() -> Iterator[str]:
    """Every line of the scripts, without its comment."""
    for script in sorted(SCRIPTS.glob("*.ns[ih]")):
        for line in script.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.lstrip().startswith(";"):
                yield line.strip()


def words() -> str:
    """All words that the user may read."""
    scripts = [path for path in sorted(SCRIPTS.rglob("*")) if path.suffix in {".nsi", ".nsh"}]
    text = [path.read_text(encoding="utf-8") for path in [*scripts, NLF]]
    lines = (line for line in "\n".join(text).splitlines() if not re.match(r"\s*[;#]", line))
    return "\n".join(lines)


def test_only_the_installers_own_folders_are_ever_deleted_whole() -> None:
    deleted = [re.search(r'RMDir /r "([^"]+)"', line) for line in commands() if "RMDir /r" in line]
    assert deleted
    assert {found[1] for found in deleted if found is not None} == OWN_FOLDERS
    assert None not in deleted


def test_what_waits_to_be_deleted_was_found_by_its_name() -> None:
    text = (SCRIPTS / "swap.nsh").read_text(encoding="utf-8")
    search, _, rest = text.partition(r'RMDir /r "$INSTDIR\$1"')
    assert r'FindFirst $0 $1 "$INSTDIR\${GONE}*"' in search.rpartition("Function")[2]
    assert r'RMDir /r "$INSTDIR\$1"' not in rest


def test_no_user_data_is_named_where_something_is_deleted() -> None:
    harmful = [line for line in commands() if re.match(r"(RMDir|Delete|Rename) ", line)]
    assert harmful
    assert not [line for line in harmful if "DATA" in line or "APPDATA" in line]


def test_only_the_users_own_part_of_the_registry_is_written() -> None:
    written = [line for line in commands() if re.match(r"(Write|Delete)Reg", line)]
    assert written
    assert all(line.split()[1] == "HKCU" for line in written)
    assert not any("HKLM" in line or "HKCR" in line for line in commands())


def test_the_uninstaller_takes_back_what_was_registered() -> None:
    text = "\n".join(commands())
    made = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', text))
    gone = tuple(re.findall(r'DeleteRegKey HKCU "([^"]+)"', text))
    assert made
    assert all(any(f"{key}\\".startswith(f"{top}\\") for top in gone) for key in made)
    links = set(re.findall(r'MakeShortcut "(\$\{\w+\})"', text))
    assert len(links) == 4
    uninstaller = text.partition("Function un.Unregister")[2].partition("FunctionEnd")[0]
    assert links == set(re.findall(r'Delete "(\$\{\w+\})"', uninstaller))


def keys(path: Path) -> list[str]:
    return re.findall(r"^# (\^\w+)$", path.read_text(encoding="utf-8-sig"), re.MULTILINE)


@needs_nsis
def test_every_word_of_nsis_has_ours_in_the_order_of_nsis() -> None:
    assert keys(NLF) == keys(LANGUAGES / "English.nlf")
    lines = NLF.read_text(encoding="utf-8-sig").splitlines()
    for at, line in enumerate(lines):
        if line.startswith("# ^"):
            assert not lines[at + 1].startswith("#"), line


def strings(path: Path) -> dict[str, list[str]]:
    """Return the names of the strings by the condition they stand under."""
    found: dict[str, list[str]] = {}
    condition = ""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if match := re.match(r"!ifdef (.+)", line):
            condition = match[1].strip()
        elif match := re.match(r"\s+\$\{LangFileString\} (\w+) ", line):
            found.setdefault(condition, []).append(match[1])
    return found


@needs_nsis
def test_no_word_of_a_page_is_taken_from_english() -> None:
    ours, theirs = strings(NSH), strings(LANGUAGES / "English.nsh")
    wizard = "\n".join(commands())
    pages = set(re.findall(r"MUI_((?:UN)?)PAGE_(WELCOME|DIRECTORY|INSTFILES|FINISH)\b", wizard))
    assert len(pages) == 6
    for prefix, page in pages:
        name = f"MUI_{prefix}{page}PAGE"
        assert ours[name] == theirs[name]
    both = "MUI_FINISHPAGE | MUI_UNFINISHPAGE"
    assert ours[both] == theirs[both]


@pytest.mark.parametrize("odd", ["tập tin", "vui lòng", "trợ lí", "Nhấn", "thành công", "!$"])
def test_the_words_are_those_of_an_office(odd: str) -> None:
    assert not re.search(odd, words(), re.IGNORECASE | re.MULTILINE)


def test_vietnamese_letters_are_composed() -> None:
    assert unicodedata.is_normalized("NFC", words())


@needs_nsis
def test_what_nsis_says_by_itself_is_vietnamese_too(tmp_path: Path) -> None:
    copied = copy_nsis(NSIS, tmp_path / "nsis")
    for name in STUBS:
        before = (NSIS / "Stubs" / name).read_bytes()
        after = (copied / "Stubs" / name).read_bytes()
        assert len(after) == len(before)
        assert "NSIS_Error".encode("utf-16-le") in before
        assert "NSIS_Error".encode("utf-16-le") not in after
        assert "Tệp bộ cài bị hỏng".encode("utf-16-le") in after


def test_another_nsis_is_not_changed_blindly() -> None:
    with pytest.raises(BuildError, match="does not say"):
        translated("quite another program".encode("utf-16-le"))


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    """A tree with one small file in every part."""
    folder = tmp_path / "stage" / "WardApp"
    for part in PARTS:
        path = folder / part if "." in part else folder / part / "a $x" / "tệp $1.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(part, encoding="utf-8")
    return folder


def test_files_are_laid_out_in_the_order_of_their_names(stage: Path) -> None:
    lines = extraction(files_below(stage)).splitlines()
    names = [line.rpartition("/")[2] for line in lines if line.startswith("File")]
    assert names[:3] == ['WardApp.exe"', 'tệp $1.txt"', 'tệp $1.txt"']
    places = [line for line in lines if line.startswith("SetOutPath")]
    wanted = ["~new", "~new\\app\\a $$x"]
    assert places[:2] == [f'SetOutPath "$INSTDIR\\{name}"' for name in wanted]


def test_the_longest_folder_leaves_room_for_the_longest_file(stage: Path) -> None:
    name = "lib/" + "x" * (DEEPEST_FILE - 5)
    (stage / name).write_bytes(bytes(2048))
    found = sizes(files_below(stage))
    folder = "C:\\".ljust(int(found["LONGEST_FOLDER"]), "a")
    assert len(f"{folder}\\~new\\{name}") <= 259
    assert len(folder) + DEEPEST_FILE < 260  # what the launcher asks for
    assert found["SIZE_KB"] == "3"


def test_a_file_deeper_than_the_launcher_reckons_with_is_refused(stage: Path) -> None:
    (stage / "lib" / ("x" * DEEPEST_FILE)).write_bytes(b"")
    with pytest.raises(BuildError, match="xxx"):
        sizes(files_below(stage))


def test_a_part_that_nobody_would_take_out_again_is_refused(stage: Path, tmp_path: Path) -> None:
    (stage / "extra").mkdir()
    with pytest.raises(BuildError, match="extra"):
        build_installer(stage, tmp_path, "1.2.3", fast=True)


@pytest.mark.prove
@needs_nsis
def test_two_setups_of_one_tree_are_the_same_bytes(stage: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(stage, tmp_path / "elsewhere")  # with other times
    made = []
    for folder in (stage, elsewhere):
        out = tmp_path / f"out of {folder.name}"
        out.mkdir()
        made.append(build_installer(folder, out, "1.2.3", fast=True))
    first, second = (path.read_bytes() for path in made)
    assert made[0].name == "WardApp-Setup-1.2.3.exe"
    assert first == second


@needs_nsis
def test_the_setup_tells_windows_what_it_is(stage: Path, tmp_path: Path) -> None:
    content = build_installer(stage, tmp_path, "1.2.3", fast=True).read_bytes()
    start = struct.unpack_from("<I", content, 0x3C)[0]
    assert struct.unpack_from("<H", content, start + 4)[0] == 0x8664  # 64-bit
    assert b'level="asInvoker"' in content
    for value in ("Bộ cài WardApp", "1.2.3", "042a04b0"):
        assert value.encode("utf-16-le") in content

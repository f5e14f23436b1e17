"""The allow-list: what it names is shipped, nothing else is, and it names nothing in vain."""

from pathlib import Path

import pytest
from common import BuildError
from contents import Rules, choose, read_contents

ROOT = Path(__file__).parents[2]
OFFERED = ["qt/Core.dll", "qt/Quick.dll", "qt/plugins/a/win.dll", "qt/plugins/b/tls.dll", "top.py"]


def rules(*keep: str, leave: tuple[str, ...] = ()) -> Rules:
    return Rules("part", keep, leave)


def test_a_file_that_no_rule_names_is_not_shipped() -> None:
    assert choose(rules("qt/Core.dll", "top.py"), OFFERED) == ["qt/Core.dll", "top.py"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.py", ["top.py"]),
        ("qt/*.dll", ["qt/Core.dll", "qt/Quick.dll"]),
        ("qt/plugins/**", ["qt/plugins/a/win.dll", "qt/plugins/b/tls.dll"]),
        ("**/win.dll", ["qt/plugins/a/win.dll"]),
        ("**.py", ["top.py"]),
        ("qt/?ore.dll", ["qt/Core.dll"]),
    ],
)
def test_a_star_stays_in_its_folder_and_two_stars_cross_folders(
    pattern: str, found: list[str]
) -> None:
    assert choose(rules(pattern), OFFERED) == found


def test_what_leave_names_is_taken_out_of_the_kept() -> None:
    kept = choose(rules("qt/**", leave=("qt/plugins/b/*",)), OFFERED)
    assert kept == ["qt/Core.dll", "qt/Quick.dll", "qt/plugins/a/win.dll"]


@pytest.mark.parametrize(
    "dead",
    [rules("qt/Core.dll", "qt/Gone.dll"), rules("top.py", leave=("qt/Core.dll",))],
    ids=["keep", "leave"],
)
def test_a_rule_that_fits_nothing_stops_the_build(dead: Rules) -> None:
    with pytest.raises(BuildError, match="nothing fits"):
        choose(dead, OFFERED)


def test_an_unknown_key_in_the_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "contents.toml"
    path.write_text('[runtime]\nkeep = ["a"]\ndrop = ["b"]\n', encoding="utf-8")
    with pytest.raises(BuildError, match="drop"):
        read_contents(path)


def test_qt_without_network_and_qml_is_what_the_list_names() -> None:
    contents = read_contents(ROOT / "packaging" / "windows" / "contents.toml")
    qt = " ".join(contents.wheels["pyside6-essentials"].keep)
    assert "qwindows.dll" in qt
    assert not [name for name in ("Network", "Qml", "Quick", "opengl32sw", "tls/") if name in qt]

"""What our files import is shipped: no file that only lies in someone's work tree."""

from pathlib import Path

import pytest
from common import BuildError
from importing import see_imports


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A tree with two files of ours and one library."""
    for name in (
        "app/wardapp/core/dates.py",
        "app/wardapp/app.py",
        "lib/docx/oxml/ns.py",
        "lib/lxml/etree.cp313-win_amd64.pyd",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def test_our_modules_libraries_and_python_itself_are_found(program: Path) -> None:
    text = (
        "import json\nfrom docx.oxml.ns import qn\nfrom lxml.etree import x\nfrom lxml import y\n"
        "from wardapp.core.dates import z\n"
    )
    (program / "app/wardapp/app.py").write_text(text, encoding="utf-8")
    see_imports(program)


@pytest.mark.parametrize("module", ["wardapp.core.gone", "pytest", "lxml.html"])
def test_a_module_that_is_not_shipped_is_named_with_who_imports_it(
    program: Path, module: str
) -> None:
    text = f"def late():\n    from {module} import x\n"
    (program / "app/wardapp/app.py").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=rf"app\.py imports {module}"):
        see_imports(program)

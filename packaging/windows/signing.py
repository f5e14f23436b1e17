"""Signs what users run, when the owner of a certificate says how.

`WARDAPP_SIGN` holds a command with `{in}` and `{out}`, the unsigned and the signed file:

    WARDAPP_SIGN='osslsigncode sign -pkcs12 office.p12 -readpass pass.txt -h sha256
                  -n WardApp -ts http://timestamp.example -in {in} -out {out}'

It is asked for the two launchers and, by makensis, for uninstaller and setup. Without it nothing is
signed, and Windows calls the publisher unknown.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from common import BuildError

VARIABLE = "WARDAPP_SIGN"


def sign(path: Path) -> None:
    """Sign a file in its place, if a command for it is given."""
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return
    if "{in}" not in given or "{out}" not in given:
        raise BuildError(f"{VARIABLE} must name {{in}} and {{out}}.")
    with tempfile.TemporaryDirectory(dir=path.parent) as held:
        signed = Path(held) / path.name
        places = {"{in}": str(path), "{out}": str(signed)}
        words = [filled(word, places) for word in shlex.split(given)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode or not signed.is_file():
            raise BuildError(f"{words[0]} did not sign {path.name}:\n{done.stdout}{done.stderr}")
        signed.replace(path)


def filled(word: str, places: dict[str, str]) -> str:
    """Return a word of the command with the names of the files put in."""
    for place, name in places.items():
        word = word.replace(place, name)
    return word


if __name__ == "__main__":
    # So makensis calls it: with the name of the file that it has written.
    try:
        sign(Path(sys.argv[1]))
    except BuildError as error:
        sys.exit(str(error))

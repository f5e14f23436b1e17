"""`python -m wardapp`: the window without arguments, else a command."""

from __future__ import annotations

import sys

from wardapp.app import main

if __name__ == "__main__":
    sys.exit(main())

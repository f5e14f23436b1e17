"""The jump list of the taskbar icon: four tasks, and never a file, whose name might be a secret.

Windows is spoken to through ctypes: four interfaces with a handful of calls, too little for a
library that generates code at run time (comtypes) in a program folder nobody may write to.
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

log = logging.getLogger(__name__)

LAUNCHER = "wardapp.exe"


TASKS = (
    ("Vào sổ tệp…", "Chọn tệp văn bản đến để vào sổ", "window.drop"),
    ("Soạn văn bản", "Bắt đầu một dự thảo mới", "drafts.new"),
    ("Ghi nhật ký", "Ghi một dòng nhật ký truyền thông", "daylog.add"),
    ("Báo cáo", "Mở báo cáo định kỳ", "reports"),
)
"""Words, tip, and the page or action that `--page` names."""


if sys.platform == "win32":
    from wardapp.ui.windows_shell import ShellRefused, ShellTask, put_tasks

    def offer_tasks() -> None:
        """Put the tasks onto the taskbar icon, on a thread of its own; a failure is only logged.

        Only the installed program has an icon of its own to put them on.
        """
        if Path(sys.executable).name.casefold() == LAUNCHER:
            threading.Thread(target=_offer, name="wardapp-jump-list", daemon=True).start()

    def _offer() -> None:
        tasks = tuple(ShellTask(title, tip, f"--page {page}") for title, tip, page in TASKS)
        try:
            put_tasks(sys.executable, tasks)
        except (ShellRefused, OSError) as refusal:
            log.info("no jump list: %s", refusal)
        else:
            log.info("jump list made")

else:

    def offer_tasks() -> None:
        """Do nothing: other systems have no jump list."""

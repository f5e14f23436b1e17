"""What keys and buttons do on Máy này: the code, the name, the trusted PCs."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from wardapp.core.keeping import CopyAnswer
from wardapp.ui.context import Context
from wardapp.ui.pages.exchange_deeds import ExchangeDeeds
from wardapp.ui.pages.exchange_devices import DevicesSheet


class MindsDevices:
    """The slots of a page that has the sheet of devices."""

    context: Context
    devices: DevicesSheet
    deeds: ExchangeDeeds

    def forget(self) -> None:
        """Trust the chosen PC no longer."""
        if self.devices.chosen is not None:
            self.deeds.forget(self.devices.chosen)

    def rename(self) -> None:
        """Let the other PCs know this one by the name in the field."""
        self.deeds.rename(self.devices.name.text())

    def say_moved(self) -> None:
        """Say that this copied folder stands in the place of the other."""
        self.deeds.answer(CopyAnswer.MOVED)

    def say_second(self) -> None:
        """Say that the other PC goes on beside this one."""
        self.deeds.answer(CopyAnswer.SECOND)

    def copy_code(self) -> None:
        """Put this PC's code on the clipboard."""
        if self.devices.code:
            QGuiApplication.clipboard().setText(self.devices.code)
            self.context.frame.toast("Đã chép mã của máy này.")

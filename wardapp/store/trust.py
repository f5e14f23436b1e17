"""The keys that this copy of the office trusts: local, never journaled, never exchanged."""

from __future__ import annotations

from sqlalchemy import RowMapping, delete, insert, select

from wardapp.core.exchange import TrustedDevice
from wardapp.store.tables_exchange import trusted_devices
from wardapp.store.work import Work


class TrustedDevices:
    """The list of trusted keys."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> tuple[TrustedDevice, ...]:
        """Return every trusted key, the newest first."""
        order = (trusted_devices.c.trusted_ms.desc(), trusted_devices.c.key)
        rows = self._work.connection.execute(select(trusted_devices).order_by(*order))
        return tuple(map(_device_of, rows.mappings()))

    def find(self, key: str) -> TrustedDevice | None:
        """Return what is known of a key, None when it is not trusted."""
        is_it = trusted_devices.c.key == key
        found = self._work.connection.execute(select(trusted_devices).where(is_it))
        row = found.mappings().first()
        return None if row is None else _device_of(row)

    def save(self, device: TrustedDevice) -> None:
        """Trust a key in place of any other key of the same device and office."""
        table, connection = trusted_devices, self._work.connection
        is_same = (
            table.c.device_name == device.device_name,
            table.c.office_name == device.office_name,
        )
        if device.device_name:  # nameless ones are not the same
            connection.execute(delete(table).where(*is_same))
        connection.execute(delete(table).where(table.c.key == device.key))
        row = {column.name: getattr(device, column.name) for column in table.c}
        connection.execute(insert(table), row)

    def forget(self, key: str) -> None:
        """Trust a key no longer."""
        table = trusted_devices
        self._work.connection.execute(delete(table).where(table.c.key == key))


def _device_of(row: RowMapping) -> TrustedDevice:
    return TrustedDevice(**{str(name): value for name, value in row.items()})

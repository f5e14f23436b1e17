"""The key of this PC, and the keys of others that the clerk trusts after a call on the phone."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.check_code import check_code
from wardapp.core.errors import BadValue
from wardapp.core.exchange import DeviceCard, Manifest, Trust, TrustedDevice
from wardapp.exchange.signing import SigningKey
from wardapp.services.desk import Desk
from wardapp.services.founding import TITLE
from wardapp.store.device_keys import DeviceKeys

Names = Manifest | DeviceCard
"""What tells who packed something; it proves nothing."""


def code_of(key: str) -> str:
    """Return the code of a public key, as it is read out on the phone."""
    return check_code(bytes.fromhex(key))


def card_of(key: str, names: Names | None = None) -> DeviceCard:
    """Return the card of a key, with the names that came along; none while they are sealed."""
    return DeviceCard(
        key=key,
        device_name=names.device_name if names else "",
        office_id=names.office_id if names else "",
        office_name=names.office_name if names else "",
        code=code_of(key),
    )


class Devices:
    """Who signs here, and whose signature is taken."""

    def __init__(self, desk: Desk, keys: DeviceKeys) -> None:
        self._desk = desk
        self._keys = keys
        self._own: SigningKey | None = None

    def signing_key(self) -> SigningKey:
        """Return the key of this PC, made on first use; its accounts sign with the same one."""
        if self._own is None:
            self._own = SigningKey.of_seed(self._keys.seed())
        return self._own

    def card(self) -> DeviceCard:
        """Return this PC's own card: its code is what the other side hears on the phone."""
        database = self._desk.database
        key = self.signing_key().public
        return DeviceCard(
            key=key,
            device_name=self._desk.account,
            office_id=database.office_id,
            office_name=database.local(TITLE),
            code=code_of(key),
        )

    def card_of(self, key: str, names: Names | None = None) -> DeviceCard:
        """Return the card of a key that signed a package; a trusted key under its trusted names.

        All accounts of a PC sign with its key: the account is the one that the package names.
        """
        card = card_of(key, names)
        known = next((each for each in self.trusted() if each.key == key), None)
        if known is None or not known.device_name:
            return card
        is_same_pc = _pc(card.device_name) == _pc(known.device_name)
        named = card.device_name if is_same_pc else known.device_name
        return replace(card, device_name=named, office_name=known.office_name)

    def trust_of(self, key: str, names: Names | None = None) -> Trust:
        """Return what is known of a key; the names tell whether a known PC has another one."""
        if key == self.signing_key().public:
            return Trust.OWN
        trusted = self.trusted()
        if any(device.key == key for device in trusted):
            return Trust.TRUSTED
        if names is not None and any(_is_same(device, names) for device in trusted):
            return Trust.OTHER_KEY
        return Trust.NEW

    def trusted(self) -> tuple[TrustedDevice, ...]:
        """Return the trusted keys, the newest first."""
        with self._desk.database.read() as tx:
            return tx.trust.all()

    def trust(self, card: DeviceCard) -> TrustedDevice:
        """Trust the key of a card whose code was compared; it replaces an older key of that PC.

        BadValue when the code is not that of the key: the card was put together wrongly.
        """
        if card.code != code_of(card.key):
            raise BadValue("code", "Mã không khớp khóa của gói nên chưa tin. Hãy so lại từ đầu.")
        command = self._desk.command("devices.trust", f"Tin máy {card.device_name or card.code}")
        device = TrustedDevice(
            key=card.key,
            device_name=card.device_name,
            office_name=card.office_name,
            trusted_ms=command.now_ms,
            trusted_by=command.actor.clerk or command.actor.account,
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.trust.save(device)
        return device

    def forget(self, key: str) -> None:
        """Trust a key no longer; what was taken in from it stays."""
        command = self._desk.command("devices.forget", "Thôi tin một máy")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.trust.forget(key)


def _is_same(device: TrustedDevice, names: Names) -> bool:
    return (device.device_name, device.office_name) == (names.device_name, names.office_name)


def _pc(device_name: str) -> str:
    """Return the PC in the name of a PC and account."""
    return device_name.partition("\\")[0]

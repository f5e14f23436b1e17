"""What a hostile signer may send: packages signed well and built as wrongly as can be."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.package_tools import KEY, Part, signed
from wardapp.exchange import package_zip
from wardapp.exchange.package_zip import DEFLATED, STORED, ZipEntry

MONSTERS: tuple[Any, ...] = (
    -1, 2**53, 10**4000, 1.5, 1e308, float("nan"), float("-inf"), True, None, "", [], {}, [[]],
    "../../office.db", "..\\..\\WardApp.exe", "/etc/passwd", "C:\\Windows\\system.ini", "con.txt",
    "a\0b", "exe.\u202efdp.gói", "\ud800", "x" * 50_000, "0" * 64, "A" * 64, "f" * 63, "é", "\n",
    {"a": {"a": {"a": {}}}}, [0] * 5_000, "manifest.json", "sync", "SYNC", 0, 1, 2**31, "1",
)  # fmt: skip
NAMES = (
    "../office.db", "..", "/manifest.json", "files/../../x", "entries/..", "entries/a/../b",
    "entries/a\\b", "C:/x", "files/" + "0" * 64, "Manifest.json", "events.jsonl ", "", "entries/",
    "files/" + "A" * 64, "x" * 255, "entries/CON", "entries/.hidden", "entries/a//b",
)  # fmt: skip


@dataclass
class Forge:
    """Builds one wrong package after another from the parts of a right one."""

    parts: list[Part]
    random: random.Random

    def package(self) -> bytes:
        """Return a package that is signed and, most of the time, wrong in one or two ways."""
        ways: tuple[Callable[[], bytes], ...] = (
            self._odd_manifest, self._odd_manifest, self._odd_events, self._odd_events,
            self._odd_lines, self._odd_names, self._odd_zip, self._odd_zip, self._odd_bytes,
            self._odd_content, self._odd_head,
        )  # fmt: skip
        return self.random.choice(ways)()

    def _odd_manifest(self) -> bytes:
        row = json.loads(self.parts[0][1])
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            row = self._odd(row)
        return self._with(0, self._spelled(row))

    def _odd_events(self) -> bytes:
        lines = self.parts[1][1].split(b"\n")[:-1]
        at = self.random.randrange(len(lines))
        lines[at] = self._spelled(self._odd(json.loads(lines[at])))
        return self._with(1, b"".join(line + b"\n" for line in lines))

    def _odd_lines(self) -> bytes:
        lines = self.parts[1][1].split(b"\n")[:-1]
        at, other = (self.random.randrange(len(lines)) for _ in range(2))
        match self.random.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] += self.random.choice((b" ", b"\r", b"\0", b"{}", lines[other]))
            case 4:
                lines.insert(at, self.random.choice((b"", b"{}", b"[" * 90_000, b"null", b"\xff")))
            case _:
                return self._with(1, b"\n".join(lines))
        return self._with(1, b"".join(line + b"\n" for line in lines))

    def _odd_names(self) -> bytes:
        parts = list(self.parts)
        at = self.random.randrange(len(parts))
        match self.random.randrange(5):
            case 0:
                parts[at] = (self.random.choice(NAMES), parts[at][1])
            case 1:
                parts.insert(at, (self.random.choice(NAMES), b"x"))
            case 2:
                parts.insert(at, self.random.choice(parts))
            case 3:
                del parts[at]
            case _:
                self.random.shuffle(parts)
        return signed(raw_zip(parts))

    def _odd_zip(self) -> bytes:
        """Lie about one entry, or about the directory."""
        at = self.random.randrange(len(self.parts))
        field = self.random.choice(("method", "crc", "packed", "size", "offset"))
        value = self.random.choice(
            (0, 1, 7, 8, 12, 99, 2**16 - 1) if field == "method"
            else (0, 1, 2**16, 2**31, 2**32 - 1) if field == "crc"
            else (0, 1, 2**31, 2**32, 2**40, 2**63, 2**64 - 1)
        )  # fmt: skip
        where = self.random.choice(("local", "central", "both"))
        return signed(raw_zip(self.parts, lie=(at, field, value, where)))

    def _odd_bytes(self) -> bytes:
        return signed(scrambled(raw_zip(self.parts), self.random))

    def _odd_content(self) -> bytes:
        at = self.random.randrange(2, len(self.parts))
        data = scrambled(self.parts[at][1] or b"x", self.random)
        return self._with(at, data)

    def _odd_head(self) -> bytes:
        body = raw_zip(self.parts)
        field = self.random.choice(("flags", "minor", "major"))
        value = (
            self.random.choice((0, 2, 3, 255))
            if field != "flags"
            else 1 << (self.random.randrange(1, 16))
        )
        return signed(body, KEY, **{field: value})

    def _with(self, at: int, data: bytes) -> bytes:
        parts = list(self.parts)
        parts[at] = (parts[at][0], data)
        return signed(raw_zip(parts))

    def _spelled(self, row: Any) -> bytes:
        """Return JSON, now and then spelled another way than the one way."""
        text = json.dumps(
            row,
            ensure_ascii=self.random.random() < 0.1,
            sort_keys=self.random.random() < 0.9,
            separators=(",", ":") if self.random.random() < 0.9 else (", ", ": "),
        )
        if self.random.random() < 0.05:
            text = text.replace('"', '"a":1,"', 1)
        return text.encode("utf-8", "surrogatepass")

    def _odd(self, value: Any) -> Any:
        """Return a value with one thing in it exchanged, taken out or put in."""
        if isinstance(value, dict) and value and self.random.random() < 0.9:
            return self._odd_object(value)
        if isinstance(value, list) and value and self.random.random() < 0.8:
            return self._odd_list(value)
        if type(value) is int and self.random.random() < 0.4:
            return value + self.random.choice((-1, 1, 1000))
        return self.random.choice(MONSTERS)

    def _odd_object(self, value: dict[str, Any]) -> dict[str, Any]:
        name, roll = self.random.choice(list(value)), self.random.random()
        if roll < 0.06:
            return {each: kept for each, kept in value.items() if each != name}
        if roll < 0.12:
            return {**value, self.random.choice(("them", "", "Major")): 1}
        return {**value, name: self._odd(value[name])}

    def _odd_list(self, value: list[Any]) -> list[Any]:
        at, roll = self.random.randrange(len(value)), self.random.random()
        if roll < 0.1:
            return value[:at] + value[at + 1 :]
        if roll < 0.2:
            return value[: at + 1] + value[at:]
        if roll < 0.3:
            return value[::-1]
        return [*value[:at], self._odd(value[at]), *value[at + 1 :]]


def scrambled(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with something flipped, cut, doubled, moved, zeroed or put in."""
    made = bytearray(data)
    at = chance.randrange(len(made))
    length = min(chance.choice((1, 2, 7, 64, 700)), len(made) - at)
    match chance.randrange(7):
        case 0:
            made[at] ^= 1 << chance.randrange(8)
        case 1:
            del made[at:]
        case 2:
            del made[at : at + length]
        case 3:
            made[at:at] = made[at : at + length]
        case 4:
            made[at : at + length] = bytes(length)
        case 5:
            made[at:at] = chance.randbytes(length)
        case _:
            made += chance.randbytes(length)
    return bytes(made)


Lie = tuple[int, str, int, str]


def raw_zip(parts: list[Part], *, lie: Lie | None = None, method: int = DEFLATED) -> bytes:
    """Return a zip as our writer writes it, with whatever names, and one lie if wanted."""
    body, listed = bytearray(), bytearray()
    for number, (name, data) in enumerate(parts):
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        kind = STORED if name.startswith("files/") else method
        packed = data if kind == STORED else packer.compress(data) + packer.flush()
        entry = ZipEntry(name, kind, zlib.crc32(data), len(packed), len(data), len(body))
        here = there = entry
        if lie is not None and lie[0] == number:
            odd = replace(entry, **{lie[1]: lie[2]})
            here = odd if lie[3] in ("local", "both") else entry
            there = odd if lie[3] in ("central", "both") else entry
        body += package_zip._local(name, here.method) + packed + package_zip._descriptor(here)
        listed += package_zip._central(there)
    return bytes(body + listed + package_zip._tail(len(parts), len(listed), len(body)))

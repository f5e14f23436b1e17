"""Text typed for old fonts: TCVN3 (.VnTime) and VNI-Windows, run by run (domain §9.3)."""

from __future__ import annotations

import re
from functools import cache

from wardapp.core.text import clean, is_vietnamese

_TCVN3_CODES = (
    "A1A2A3A4A5A6A7A8A9AAABACADAE"
    "B5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDE"
    "DFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(bytes.fromhex(_TCVN3_CODES).decode("latin-1"), _TCVN3_LETTERS, strict=True))
_TCVN3_TABLE = str.maketrans(_TCVN3)
# Letters of Western text that TCVN3 does not share, and signs it draws as letters.
_TCVN3_SIGNS = re.compile(r"(?<=[A-Za-z])[©®µ¸¹¶§¬­¦¨ª«]|[©®µ¸¹¶§¬­¦¨ª«](?=[A-Za-z])")

_TONE_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {
    "â": "",
    "á": "\u0301",
    "à": "\u0300",
    "å": "\u0309",
    "ã": "\u0303",
    "ä": "\u0323",
}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI_SIGNS = re.compile(r"[aeouyôö][ùøûõï]|[aeo][åäâáàã](?=[a-z\s])|aê|ñ[aeouôö]", re.IGNORECASE)
_SIGNS_NEEDED = 3
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # no old code shows these


def is_tcvn3_font(font: str) -> bool:
    """Return True for the fonts that draw TCVN3 letters."""
    return font.casefold().startswith(".vn")


def is_vni_font(font: str) -> bool:
    """Return True for the fonts that draw VNI letters."""
    return font.casefold().startswith("vni")


def run_text(text: str, font: str) -> str:
    """Return the Unicode of a run, by the name of its font; other fonts leave it as it is."""
    if is_tcvn3_font(font):
        letters = text.translate(_TCVN3_TABLE)
        return letters.upper() if font.casefold().endswith("h") else letters
    if is_vni_font(font):
        return vni_text(text)
    return text


def tcvn3_text(text: str) -> str:
    """Return the Unicode of TCVN3 letters seen as Western ones."""
    return text.translate(_TCVN3_TABLE)


def vni_text(text: str) -> str:
    """Return the Unicode of VNI letters seen as Western ones, longest match first."""
    return clean(_VNI.sub(lambda found: _VNI_PAIRS[found[0]], text))


def viscii_text(text: str) -> str:
    """Return the Unicode of VISCII letters seen as Latin-1 ones."""
    return text.translate(_viscii_table())


@cache
def _viscii_table() -> dict[int, str]:
    from viparse.normalize.viscii import VISCII  # slow to load, and such text is rare

    return {ord(typed): letter for typed, letter in VISCII.pairs}


def mended(text: str) -> str:
    """Return text in Unicode when it was typed for an old font, else as it is."""
    if is_vietnamese(text):
        return text
    if len(_TCVN3_SIGNS.findall(text)) >= _SIGNS_NEEDED:
        return _if_vietnamese(tcvn3_text(text), text)
    if len(_VNI_SIGNS.findall(text)) >= _SIGNS_NEEDED:
        return _if_vietnamese(vni_text(text), text)
    return _if_vietnamese(_by_viparse(text), text)


def _by_viparse(text: str) -> str:
    """Return what viparse makes of the rarer codes (VISCII, VPS)."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return text
    import viparse  # seldom asked, and slow to load: the gate stands before every typed word

    try:
        return str(viparse.fix(text))
    except viparse.ViparseError:
        return text


def _if_vietnamese(candidate: str, text: str) -> str:
    return candidate if is_vietnamese(candidate) else text


def _vni_pairs() -> dict[str, str]:
    """Return {letters as typed: letter meant}, small and capital."""
    pairs = dict(_VNI_SINGLE)
    for base in "aeouy":
        pairs |= {base + mark: base + tone for mark, tone in _TONE_MARKS.items()}
    for base in "aeo":
        pairs |= {base + m: base + "\u0302" + tone for m, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    for typed, base in (("ô", "o"), ("ö", "u")):
        pairs |= {typed + m: base + "\u031b" + tone for m, tone in _TONE_MARKS.items()}
    capitals = {typed.upper(): clean(meant).upper() for typed, meant in pairs.items()}
    mixed = {
        typed[0].upper() + typed[1:]: clean(meant).capitalize()
        for typed, meant in pairs.items()
        if len(typed) > 1
    }
    return capitals | mixed | {typed: clean(meant) for typed, meant in pairs.items()}


_VNI_PAIRS = _vni_pairs()
_VNI = re.compile("|".join(sorted(map(re.escape, _VNI_PAIRS), key=len, reverse=True)))

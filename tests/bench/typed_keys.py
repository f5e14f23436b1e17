"""What a clerk types, key by key: common and rare words, symbols, with and without accents."""

from wardapp.store.index import readings

TYPED = (
    "đường ven hồ",
    "duong ven ho",
    "46 kh btgdvtu",
    "132-CV/BTGDVTU",
    "tuyen truyen bau cu",
    "truong hop nguyen van uyen",
    "uông giang",
    "xuyến",
    "thành ủy hà liên",
)
KEYS = tuple(
    key
    for key in dict.fromkeys(text[:end] for text in TYPED for end in range(1, len(text) + 1))
    if readings(key)  # a key that leaves nothing to look for (a lone dash) is no search
)

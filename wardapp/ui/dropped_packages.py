"""Where dropped files go: packages to their own page, others to the page shown or the proposal."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.core.exchange import PACKAGE_ENDING
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.dropped_books import OTHERS, offer_book

PACKAGES_PAGE = "exchange_in"
"""The page that shows packages before anything of them is taken in."""


def is_package(source: FileSource) -> bool:
    """Return whether a file says by its name that it is a package, or a part of one."""
    return PACKAGE_ENDING in source.name.casefold()


def packages_apart(
    files: tuple[FileSource, ...],
) -> tuple[tuple[FileSource, ...], tuple[FileSource, ...]]:
    """Return the packages among files, and the others, both in their order."""
    packages = tuple(each for each in files if is_package(each))
    return packages, tuple(each for each in files if not is_package(each))


def offer_files(context: Context, page: QWidget, files: tuple[FileSource, ...]) -> None:
    """Bring files where they belong; `page` is the one shown, which may want them itself."""
    packages, others = packages_apart(files)
    if packages:
        context.frame.go(PACKAGES_PAGE, packages)
    if not others:
        return
    own = getattr(page, "take_files", None)
    if not (callable(own) and own(others)) and not offer_book(context, others):
        context.frame.go(OTHERS, others)

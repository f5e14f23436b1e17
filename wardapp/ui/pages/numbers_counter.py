"""What Số văn bản does with the counter chosen on the left."""

from __future__ import annotations

from collections.abc import Callable

from wardapp.core.number_views import SeriesRow
from wardapp.ui.page import Page
from wardapp.ui.pages.numbers_deeds import NumberDeeds


class CounterActions(Page):
    """A page with a chosen counter, and the dialogs that change it."""

    deeds: NumberDeeds

    def chosen_series(self) -> SeriesRow | None:
        """Return the chosen counter."""
        raise NotImplementedError

    def reserve(self) -> None:
        """Keep numbers of the chosen counter."""
        self._with_series(self.deeds.reserve)

    def take(self) -> None:
        """Take the next number of the chosen counter."""
        self._with_series(self.deeds.take)

    def mark_secret(self) -> None:
        """Write that a number is used in the book of secret papers."""
        self._with_series(self.deeds.mark_secret)

    def roll_back(self) -> None:
        """Give the last number of the chosen counter back."""
        self._with_series(self.deeds.roll_back)

    def raise_counter(self) -> None:
        """Set the chosen counter by hand."""
        self._with_series(self.deeds.raise_counter)

    def open_term(self) -> None:
        """Begin a new term."""
        self.deeds.open_term()

    def open_congress(self) -> None:
        """Open the series of a congress."""
        self.deeds.open_congress()

    def reopen(self) -> None:
        """Open the closed book of the chosen counter."""
        self._with_series(self.deeds.reopen)

    def _with_series(self, deed: Callable[[SeriesRow], object]) -> None:
        row = self.chosen_series()
        if row is not None:
            deed(row)

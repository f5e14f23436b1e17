"""What Qt says stands in the program's log, without names."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from wardapp.ui.qt_log import take_message, without_names


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("QFont::setPointSize: Point size <= 0", "QFont::setPointSize: Point size <= 0"),
        ('Cannot open file "C:\\đến\\Tuyệt mật.pdf"', "Cannot open file …"),
        ("libpng warning: /media/hà/a.png: bad", "libpng warning: …"),
        ("Cannot read C:/Đến/Kế hoạch mật 3.docx now", "Cannot read …"),
    ],
)
def test_paths_and_quoted_words_are_left_out(said: str, logged: str) -> None:
    assert without_names(said) == logged


def test_a_warning_of_qt_is_a_warning_of_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("wardapp"), "propagate", True)
    take_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "QPainter::begin: not active")
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
        ("WARNING", "default: QPainter::begin: not active")
    ]

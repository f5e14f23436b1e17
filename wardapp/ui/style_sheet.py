"""The one style sheet, for the plain Qt widgets that are not painted by us."""

from __future__ import annotations

from string import Template

from wardapp.ui.tokens import Tokens

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $surface; }
QToolTip { background: $toast; color: $toast_text; border: 0; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="accent"] { color: $accent; }
QFrame[shape="rule"] { background: $line; border: 0; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sheet"] { background: $surface; border: 1px solid $line;
  border-right: 0; border-bottom: 0; border-top-left-radius: 8px; }
QWidget[ground="bg"] { background: $bg; }
QWidget[ground="alt"] { background: $alt; }
QWidget[ground="desk"] { background: $desk; }
QScrollArea { background: transparent; border: 0; }
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit {
  background: $surface; border: 1px solid $ctl; border-bottom-color: $ctl2; border-radius: 5px;
  padding: 0 ${pad}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${field}px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QPlainTextEdit[slim="true"], QPlainTextEdit[slim="true"]:focus { padding: 2px 6px 1px 6px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
  border: 1px solid $accent; border-bottom: 2px solid $accent; min-height: ${focused}px; }
QPlainTextEdit:focus, QTextEdit:focus {
  border: 1px solid $accent; border-bottom: 2px solid $accent; padding-bottom: 4px; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:read-only {
  background: $alt; border-color: $line; color: $text2; }
QLineEdit[state="look"], QComboBox[state="look"], QPlainTextEdit[state="look"] {
  border: 1px solid $warn_mark; border-bottom: 2px solid $warn_mark; }
QLineEdit[state="look"], QComboBox[state="look"] { min-height: ${focused}px; }
QLineEdit[state="look"]:focus, QComboBox[state="look"]:focus, QPlainTextEdit[state="look"]:focus {
  border: 1px solid $accent; border-bottom: 2px solid $accent; }
QLineEdit[state="wrong"], QComboBox[state="wrong"], QPlainTextEdit[state="wrong"] {
  border: 1px solid $danger; border-bottom: 2px solid $danger; }
QLineEdit[state="wrong"], QComboBox[state="wrong"] { min-height: ${focused}px; }
QLineEdit[bare="yes"], QPlainTextEdit[bare="yes"], QLineEdit[bare="yes"]:focus,
QPlainTextEdit[bare="yes"]:focus, QTextEdit[bare="yes"], QTextEdit[bare="yes"]:focus {
  border: 0; background: transparent; padding: 0; }
QComboBox { padding-right: 2px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView, QAbstractItemView[popup="yes"] {
  background: $surface; border: 1px solid $ctl; padding: 4px; outline: 0;
  selection-background-color: $soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0 6px; }
QMenu { background: $surface; border: 1px solid $ctl; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QTableView { background: $surface; border: 0; outline: 0; gridline-color: transparent;
  selection-background-color: transparent; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; border: 0; border-bottom: 1px solid $line;
  padding: 0 8px; color: $text2; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $ctl; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $ctl2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${tick}px; }
QProgressBar { background: transparent; border: 0; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; }
""")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet in the given colours, with heights for the text size."""
    colours = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    field = round(30 * scale)
    sizes = {
        "pad": 10,
        "field": field,
        "focused": field - 1,
        "item": round(28 * scale),
        "tick": round(24 * scale),
    }
    return _SHEET.substitute(colours, **{name: str(size) for name, size in sizes.items()})

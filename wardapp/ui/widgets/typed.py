"""What stands in a field as plain text, and how it is put back."""

from __future__ import annotations

from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField


def typed_text(field: Field) -> str:
    """Return what stands in a field, whether it can be read or not."""
    if isinstance(field, LineField | BoxField):
        return field.text()
    if isinstance(field, DateField):
        return field.line.text()
    return str(field.value() or "") if isinstance(field, ChoiceField) else ""


def retype(field: Field, text: str) -> None:
    """Put a text back into a field; a choice that is there no more stays as it is."""
    if isinstance(field, LineField | BoxField):
        field.set_text(text)
    elif isinstance(field, DateField):
        field.line.setText(text)
        field.settle()
    elif isinstance(field, ChoiceField):
        for place in range(field.choice.count()):
            if str(field.choice.itemData(place) or "") == text:
                field.choice.setCurrentIndex(place)

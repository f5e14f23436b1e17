"""The text side of drafting: what is pasted made outline text, numbers of an outline put right."""

from __future__ import annotations

from wardapp.documents.pasted_html import outline_of_html
from wardapp.documents.pasted_plain import outline_of_plain
from wardapp.services.renumbering import renumbered


class Writing:
    """What the editor asks about the text being typed; it reads and writes nothing else."""

    def pasted(self, html: str, plain: str) -> str:
        """Return what a clipboard holds as outline text: its HTML, else its plain words.

        Looks become light marks, automatic numbers typed ones, tables lines between bars, text of
        old fonts Unicode; nothing that the HTML points to is fetched.
        """
        text = outline_of_html(html) if html.strip() else ""
        return text if text.strip() else outline_of_plain(plain)

    def renumbered(self, body: str) -> str:
        """Return the text with its outline counted anew from the first of each level."""
        return renumbered(body)

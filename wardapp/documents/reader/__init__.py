"""Reads received files: header fields with where each stands, behind the secret gate."""

from wardapp.documents.reader.door import FileReader
from wardapp.documents.reader.gate import judge, judge_text

__all__ = ["FileReader", "judge", "judge_text"]

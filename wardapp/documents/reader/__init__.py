"""Reads received files: header fields with where each stands, behind the secret gate."""

from wardapp.documents.reader.file_reader import FileReader
from wardapp.documents.reader.gate import judge, judge_text
from wardapp.documents.reader.view import with_spots

__all__ = ["FileReader", "judge", "judge_text", "with_spots"]

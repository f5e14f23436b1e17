"""The writers and standards, made once for all tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.layout import Standard
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.metrics import Metrics
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.standards import load_standards

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def standards() -> dict[str, Standard]:
    return {standard.id: standard for standard in load_standards(RESOURCES / "standards")}


@pytest.fixture(scope="session")
def pdf_writer() -> PdfWriter:
    return PdfWriter(RESOURCES)


@pytest.fixture(scope="session")
def docx_writer() -> DocxWriter:
    return DocxWriter(RESOURCES)


@pytest.fixture(scope="session")
def metrics() -> Metrics:
    return Metrics(RESOURCES / "fonts")


@pytest.fixture(scope="session")
def writers(docx_writer: DocxWriter, pdf_writer: PdfWriter) -> tuple[DocxWriter, PdfWriter]:
    return docx_writer, pdf_writer

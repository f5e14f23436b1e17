"""The corpus of an everyday run, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checking_corpus.corpus import make_corpus
from tests.checking_corpus.kinds import Case

EVERYDAY_SEED = 2026
EVERYDAY_FILES = 40


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Case]]:
    """Forty files, clean ones and faulty ones, always the same."""
    folder = tmp_path_factory.mktemp("corpus")
    return folder, make_corpus(folder, EVERYDAY_SEED, EVERYDAY_FILES)

"""Everything that is to be mended in a language, in one order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .structure import Difference, differences
from .terms import wrong_words
from .typography import wrong_signs
from .units import Unit


def remarks(
    source: Mapping[str, Unit], translated: Mapping[str, Unit], language: str
) -> Iterator[Difference]:
    """Yield what a translation lacks beside the source, and what is wrong in it by itself."""
    yield from differences(source, translated)
    begun = {  # what still is the Polish is not looked at
        id: unit for id, unit in translated.items() if id not in source or unit.words != source[id].words
    }
    yield from wrong_words(source, begun, language)
    yield from wrong_signs(begun, language)


def own_remarks(source: Mapping[str, Unit], language: str) -> Iterator[Difference]:
    """Yield what is wrong in the source itself."""
    yield from wrong_words(source, source, language)
    yield from wrong_signs(source, language)

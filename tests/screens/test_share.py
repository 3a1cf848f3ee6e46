"""The bitmaps for link previews."""

from __future__ import annotations

import struct

import pytest

from validator.screens import scene_names, share_png
from validator.screens.reading import word_languages
from validator.screens.share import TEXT, _fitting, share_svg

LONG = "Skopiuj identyfikator klienta, hasło klienta oraz token dostępu do schowka i wklej je do odpowiednich pól"


@pytest.mark.parametrize("language", word_languages())
def test_it_has_the_stated_size(language):
    for scene in scene_names()[::6]:
        png = share_png(scene, language, "Zażółć gęślą jaźń")
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">II", png[16:24]) == (1200, 630)
        assert 8_000 < len(png) < 150_000


def test_it_comes_out_the_same_every_time():
    assert share_png("step-03", "pl", LONG) == share_png("step-03", "pl", LONG)


def test_titles_are_whole_and_in_the_readers_letters():
    svg = share_svg("step-15", "pl", LONG)
    assert "".join(_fitting(LONG)[1]).replace(" ", "") == LONG.replace(" ", "")
    assert ">Krok 15<" in svg
    assert "var(" not in svg


@pytest.mark.parametrize("letter", "ąęłżґєїієщ„”’ßñçœ→")
def test_no_letter_is_missing_from_the_font(letter):
    # An unassigned code point shows what a missing letter looks like.
    assert share_png("step-01", "pl", letter) != share_png("step-01", "pl", "\U000e0fff")
    assert share_png("step-01", "pl", letter) != share_png("step-01", "pl", "")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Zostaw okno z\u00a0danymi otwarte", ["Zostaw okno", "z danymi", "otwarte"]),
        ("Wählen Sie die OAuth-Berechtigungen", ["Wählen Sie die", "OAuth-", "Berechtigungen"]),
        ("Stencil-CLI", ["Stencil-CLI"]),
    ],
)
def test_a_title_breaks_where_its_language_lets_it(title: str, lines: list[str]) -> None:
    assert _fitting(title) == (52, lines)


def test_no_word_is_wider_than_its_column():
    size, lines = _fitting("Konstantynopolitańczykowianeczka i Huboo")
    assert len(lines) >= 2
    assert size < 52
    assert TEXT == 400

"""Words and signs: each rule of the two data files, on texts that break it, and on all that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.tables import DataError
from validator.translations import SOURCE, own_remarks, read_units, remarks
from validator.translations.revisions import languages
from validator.translations.terms import load_terms, wrong_words
from validator.translations.typography import wrong_signs
from validator.translations.units import Unit, page_units

DOCS = Path(__file__).parents[2] / "docs"
POLISH = "## Krok { #step-1 }\n\nSkopiuj token dostępu.\n"


def _units(text: str) -> dict[str, Unit]:
    return {unit.id: unit for unit in page_units(Path("index.md"), text)}


def test_what_is_written_follows_both() -> None:
    source = read_units(DOCS, SOURCE)
    assert [str(each) for each in own_remarks(source, SOURCE)] == []
    for language in languages(DOCS):
        assert [str(each) for each in remarks(source, read_units(DOCS, language), language)] == []


def test_every_language_has_a_word_for_each_term() -> None:
    wanted = {SOURCE, *languages(DOCS)}
    for term in load_terms():
        assert wanted <= set(term.words), term.name


@pytest.mark.parametrize(("language", "text", "said"), [
    ("de", "## A { #step-1 }\n\nKopieren Sie das Zugriffstoken.\n", []),
    ("de", "## A { #step-1 }\n\nKopieren Sie\ndie Zugriffsschlüssel und das Zugriffstoken.\n",
     ["index.md:4: „Zugriffsschlüssel” is not our word; write „zugriffstoken” (terms.toml, access-token)"]),
    ("de", "## A { #step-1 }\n\nKopieren Sie „Access Token“, das Zugriffstoken, aus `access token`.\n", []),
    ("fr", "## A { #step-1 }\n\nCopiez-le.\n",
     [("index.md:1: step-1 does not say „jeton d’accès”, as the Polish does at index.md:1; say it, or list the part "
      "under `without` in terms.toml, access-token")]),
    ("fr", "## A { #step-1 }\n\nCopiez les jetons d’accès.\n", []),
    ("cs", "## A { #step-1 }\n\nZkopírujte to.\n", []),
])  # fmt: skip
def test_another_word_is_named_with_its_line(language: str, text: str, said: list[str]) -> None:
    assert [str(each) for each in wrong_words(_units(POLISH), _units(text), language)] == said


def test_a_term_must_be_what_the_contract_calls_the_field(tmp_path: Path) -> None:
    file = tmp_path / "terms.toml"
    file.write_text('[access-token]\nfield = "access_token"\npl = "klucz*"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"terms\.toml: access-token\.pl: 'klucz\*' is not what the field"):
        load_terms(file)


@pytest.mark.parametrize(("language", "text", "said"), [
    ("pl", "Kliknij „Zapisz” w\u00a0panelu.", ""),
    ("pl", "Kliknij „Zapisz” w panelu.", "a plain blank after a one-letter word"),
    ("pl", "Kliknij „Zapisz“.", "a mark of another language"),
    ("pl", "Kliknij „Zapisz.", "do not pair"),
    ("pl", 'Kliknij "Zapisz".', "a straight quotation mark"),
    ("en", "It’s in the “Save” box [[ui It's|here]], `it's`.", ""),
    ("en", "It's there.", "a straight apostrophe"),
    ("en", "The stores' names", "a straight quotation mark"),
    ("en", "Wait...", "three dots"),
    ("en", "Two  blanks", "two blanks"),
    ("en", "Steps 1-6", "a hyphen between numbers"),
    ("en", "This - that", "a hyphen between blanks"),
    ("en", "A blank .", "a blank before a comma"),
    ("de", "Klicken Sie auf „Speichern“.", ""),
    ("de", "Klicken Sie auf „Speichern”.", "a mark of another language"),
    ("es", "Pulse «Guardar». ¿Y ahora?", ""),
    ("es", "Pulse «Guardar». Y ahora?", "a question without ¿"),
    ("fr", "Cliquez sur «\u202fEnregistrer\u202f»\u202f: c’est tout.", ""),
    ("fr", "Cliquez sur « Enregistrer\u202f».", "no narrow non-breaking blank after «"),
    ("fr", "Cliquez sur «\u202fEnregistrer ».", "no narrow non-breaking blank before »"),
    ("fr", "Voici : c’est tout.", "no narrow non-breaking blank before ;"),
    ("fr", "À 10:30, c’est https://example.org.", ""),
    ("nl", "Klik op “Opslaan” in z’n menu.", ""),
    ("uk", "Натисніть «Зберегти».", ""),
    ("uk", "Натисніть „Зберегти“.", "a mark of another language"),
    ("uk", "Нажмите это.", "a letter that Ukrainian has not"),
    ("cs", "Klikněte na „Uložit“.", ""),
    ("cs", "Klikněte na 'Uložit'.", "a straight quotation mark"),
])  # fmt: skip
def test_signs(language: str, text: str, said: str) -> None:
    found = [each.message for each in wrong_signs(_units(text), language)]
    assert bool(found) == bool(said)
    assert not said or any(said in message for message in found)


def test_names_of_settings_and_marks_of_boxes_are_not_looked_at() -> None:
    text = '---\ntitle: Titre\nsearch:\n  exclude: true\n---\n\n# Titre { #top }\n\n!!! warning "Avant"\n    Texte.\n'
    assert list(wrong_signs(_units(text), "fr")) == []
    line = next(wrong_signs(_units(text.replace("Avant", "L'avant")), "fr"))
    assert str(line).startswith("index.md:9: a straight apostrophe; write ’")


def test_titles_and_descriptions_are_looked_at() -> None:
    text = "---\ntitle: Help\ndescription: The checker's findings.\n---\n\n# Help { #top }\n"
    line = next(wrong_signs(_units(text), "en"))
    assert str(line).startswith("index.md:3: a straight apostrophe; write ’")

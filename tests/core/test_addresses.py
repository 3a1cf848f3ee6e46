"""Every form in which people give the address of a store's API, and what is said of it."""
# a form reads best on one line

import pytest

from validator import check_credentials, load_contract
from validator.contract import AddressShape
from validator.credentials.addresses import from_key, from_site, judge_address

CONTRACT = load_contract("bigcommerce-huboo")
SHAPE = CONTRACT.field("api_path").shape
assert isinstance(SHAPE, AddressShape)
KEY = "k7p2mw94xz"
GOOD = f"https://api.bigcommerce.com/stores/{KEY}/v3/"

# The text, the code that names what is wrong, and the address that is given: as the value, or as a repair.
USABLE = (
    (GOOD, None),
    (f"https://api.bigcommerce.com/stores/{KEY}/v3", None),
    (f"http://api.bigcommerce.com/stores/{KEY}/v3/", None),
    (f"api.bigcommerce.com/stores/{KEY}/v3/", None),
    (f"//api.bigcommerce.com/stores/{KEY}/v3/", None),
    (f"HTTPS://API.BigCommerce.com/stores/{KEY}/V3/", None),
    (f"https://api.bigcommerce.com:443/stores/{KEY}/v3/", None),
    (f"https://api.bigcommerce.com//stores//{KEY}//v3//", None),
    (rf"https:\/\/api.bigcommerce.com\/stores\/{KEY}\/v3\/", None),
    (f"https://api.bigcommerce.com/stores/{KEY}/v2/", "path-old-version"),
    (f"https://api.bigcommerce.com/stores/{KEY}/", "path-no-version"),
    (f"https://api.bigcommerce.com/stores/{KEY}", "path-no-version"),
)
DERIVED = (f"stores/{KEY}", f"/stores/{KEY}/v3/", KEY, f"{KEY}/")
WRONG = (
    (f"{GOOD}catalog/products", "path-extra", GOOD),
    (f"{GOOD}?limit=1", "path-extra", GOOD),
    (f"https://api.bigcommerce.com/stores/{KEY}?x=1", "path-extra", GOOD),
    (f"https://api.bigcommerce.com/stores/{KEY}/v4/", "path-extra", GOOD),
    (f"https://api.bigcommerce.com/stores/{KEY}/graphql", "path-other-api", GOOD),
    (f"https://payments.bigcommerce.com/stores/{KEY}/payments", "path-other-api", GOOD),
    (f"https://api.bigcommerce.com/catalog/{KEY}/v3/", "path-other-api", None),
    ("https://api.bigcommerce.com", "path-host-only", None),
    ("https://api.bigcommerce.com/stores/", "path-host-only", None),
    ("https://api.bigcommerce.com/v3/", "path-host-only", None),
    ("https://api.bigcommerce.com/graphql", "path-host-only", None),
    ("https://api.bigcommerce.com/stores/k7", "truncated", None),
    (f"https://api.bigcommerce.com/stores/{KEY}/v", "truncated", GOOD),
    ("https://api.bigcommerce.com/stores/test1234/v3/", "placeholder", None),
    ("https://api.bigcommerce.com/sto", "truncated", None),
    ("https://api.bigcomm", "truncated", None),
    (f"https://api.bigcommerce.com/stores/store-{KEY}/v3/", "path-store-prefix", GOOD),
    (f"https://api.bigcommerce.com/stores/store-{KEY}-1/v3/", "path-store-prefix", GOOD),
    (f"https://api.bigcommerce.com/stores/{KEY.upper()}/v3/", "upper-case", GOOD),
    ("https://api.bigcommerce.com/stores/abc/v3/", "wrong-length", None),
    (f"https://api.bigcommerce.com/stores/{KEY}{KEY}/v3/", "wrong-length", None),
    ("https://api.bigcommerce.com/stores/k7p2_mw94/v3/", "wrong-characters", None),
    (GOOD.replace("o", "\u043e"), "look-alike", GOOD),
    (f"https://store-{KEY}.mybigcommerce.com/manage/settings", "path-control-panel", GOOD),
    ("https://login.bigcommerce.com/deep-links/settings", "path-control-panel", None),
    (f"https://store-{KEY}.mybigcommerce.com/", "path-storefront", GOOD),
    (f"https://store-{KEY}-2.mybigcommerce.com/graphql", "path-storefront", GOOD),
    ("https://www.moj-sklep.pl/", "path-other-host", None),
    ("moj-sklep.pl", "path-other-host", None),
    ("https://api.bigcommerce.com/stores/{store_hash}/v3/", "placeholder", None),
    ("https://api.bigcommerce.com/stores/<hash>/v3/", "placeholder", None),
    ("https://api.bigcommerce.com/stores/xxxxxxxxxx/v3/", "placeholder", None),
    ("see the file", "placeholder", None),
    ("see below", "placeholder", None),
    (f"https://api.bigcommerce.com.pl/stores/{KEY}/v3/", "path-other-host", None),
    (f"https://api.bigcommerce.com/stores/{KEY}v3", "path-extra", GOOD),
    ("!!", "wrong-characters", None),
    (GOOD.removeprefix("h"), "wrong-characters", GOOD),
    (f"https://www.{GOOD.removeprefix('https://')}", "path-other-host", GOOD),
    (f"https://moj-sklep.pl/{GOOD}", "path-other-host", GOOD),
    ("jan@localhost", "path-other-host", None),
    (f"store-{KEY}", "path-store-prefix", GOOD),
    (KEY.upper(), "upper-case", GOOD),
    ("huboo", "placeholder", None),
    (GOOD + "a" * 2000, "path-extra", None),
)


@pytest.mark.parametrize(("text", "code"), USABLE)
def test_usable_addresses_come_back_as_issued(text: str, code: str | None) -> None:
    verdict = judge_address(text, SHAPE, cut=False)
    assert (verdict.ok, verdict.value, verdict.code, verdict.derived) == (True, GOOD, code, False)


@pytest.mark.parametrize("text", DERIVED)
def test_an_address_is_worked_out_from_the_key(text: str) -> None:
    verdict = judge_address(text, SHAPE, cut=False)
    assert (verdict.ok, verdict.value, verdict.code, verdict.derived) == (True, GOOD, "path-derived", True)


@pytest.mark.parametrize(("text", "code", "repair"), WRONG)
def test_wrong_addresses_are_named_and_repaired_where_that_is_sure(
    text: str, code: str, repair: str | None
) -> None:
    verdict = judge_address(text, SHAPE, cut=False)
    assert (verdict.ok, verdict.value, verdict.code, verdict.suggestion) == (False, "", code, repair)


@pytest.mark.parametrize(
    ("text", "params"),
    [
        (GOOD.replace("o", "\u043e"), {"count": GOOD.count("o")}),
        ("https://api.bigcommerce.com/stores/k7p2_m_94/v3/", {"count": 2}),
        ("https://api.bigcommerce.com/stores/abc/v3/", {"length": 3, "expected": 12}),
        (GOOD.removeprefix("h"), {"count": len("ttps://")}),
        ("!!", {"count": 2}),
    ],
)
def test_the_numbers_are_those_of_the_address(text: str, params: dict[str, int]) -> None:
    assert judge_address(text, SHAPE, cut=False).params == params


def test_an_address_without_its_first_letter_is_read_from_where_it_begins() -> None:
    found = next(
        found
        for found in check_credentials(f"API PATH: {GOOD.removeprefix('h')}", CONTRACT).findings
        if found.field == "api_path"
    )
    assert (found.code, found.params) == ("wrong-characters", {"count": len("ttps://")})


def test_a_key_of_an_example_is_none() -> None:
    verdict = from_key("test1234", SHAPE)
    assert verdict is not None
    assert (verdict.ok, verdict.code) == (False, "placeholder")


@pytest.mark.parametrize(
    ("key", "example"),
    [("77777", True), ("7b77b", False), ("7b77b7", True), ("7b7cb7", False), ("7b77b7b77", True)],
)
def test_a_key_of_too_few_characters_is_an_example(key: str, example: bool) -> None:
    verdict = from_key(key, SHAPE)
    assert verdict is not None
    assert (verdict.ok, verdict.code) == (not example, "placeholder" if example else "path-derived")


@pytest.mark.parametrize("key", ["stores/k7p2m94x", "/stores/k7p2m94x/"])
def test_a_key_is_read_with_its_folder(key: str) -> None:
    verdict = from_key(key, SHAPE)
    assert verdict is not None
    assert verdict.value == SHAPE.of("k7p2m94x")


def test_an_address_that_ends_in_dots_is_cut() -> None:
    assert judge_address(GOOD, SHAPE, cut=True).code == "truncated"


@pytest.mark.parametrize("text", [text for text, _ in USABLE] + [text for text, _, repair in WRONG if repair])
def test_any_address_with_the_key_gives_the_address(text: str) -> None:
    verdict = from_site(text, SHAPE)
    assert verdict is not None
    assert (verdict.ok, verdict.value) == (True, GOOD)


@pytest.mark.parametrize("text", ["https://www.moj-sklep.pl/", "https://api.bigcommerce.com/", "hello"])
def test_an_address_without_a_key_gives_none(text: str) -> None:
    found = from_site(text, SHAPE)
    assert found is None or found.value == SHAPE.of("hello")


@pytest.mark.parametrize(
    ("text", "fits"), [("abc", False), ("abcd", True), ("a" * 12, True), ("a" * 13, False), ("Abcd", False)]
)
def test_keys_have_four_to_twelve_small_letters_and_digits(text: str, fits: bool) -> None:
    assert (from_key(text, SHAPE) is not None) == fits


def test_the_repair_is_offered_and_the_step_is_that_of_copying() -> None:
    report = check_credentials(f"API PATH: {GOOD}catalog", CONTRACT)
    found = next(found for found in report.findings if found.code == "path-extra")
    assert (found.field, found.line, found.step) == ("api_path", 1, CONTRACT.step("address"))
    assert report.state("api_path").suggestion == GOOD

"""Makes true values and dresses them as people paste them; every value is random and nobody's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from validator.credentials.values import PLACEHOLDER_WORDS

BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
HEX = "0123456789abcdef"
LABELS = {
    "access_token": (
        "ACCESS TOKEN", "Access token", "access_token", "accessToken", "X-Auth-Token", "BC_AUTH_TOKEN",
        "BIGCOMMERCE_STORE_API_TOKEN", "Token dostępu",
    ),
    "client_id": (
        "CLIENT ID", "Client ID", "client_id", "clientId", "X-Auth-Client", "BC_CLIENT_ID", "Identyfikator klienta",
    ),
    "client_secret": (
        "CLIENT SECRET", "Client secret", "client_secret", "clientSecret", "BC_CLIENT_SECRET", "Klucz tajny klienta",
    ),
    "api_path": ("API PATH", "API path", "api_path", "apiPath", "BC_API_URL", "Ścieżka API"),
}  # fmt: skip


@dataclass(frozen=True)
class Values:
    access_token: str
    client_id: str
    client_secret: str
    key: str

    @property
    def api_path(self) -> str:
        return f"https://api.bigcommerce.com/stores/{self.key}/v3/"

    def of(self, field: str) -> str:
        return str(getattr(self, field))

    def with_(self, field: str, value: str) -> dict[str, str]:
        return {name: value if name == field else self.of(name) for name in LABELS}


def _drawn(alphabet: str, *lengths: int) -> st.SearchStrategy[str]:
    """Values as issued: by chance. Hypothesis by itself would prefer zeros and patterns, which nobody issues."""

    def made(chance: Random) -> str:
        return "".join(chance.choices(alphabet, k=chance.choice(lengths)))

    def issued(value: str) -> bool:
        # Chance writes a word that only examples have into one value of a million.
        mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
        return mixed and not PLACEHOLDER_WORDS.search(value)

    return st.integers(0, 2**64).map(lambda seed: made(Random(seed))).filter(issued)


whole_token = _drawn(BASE36, 31)
token = _drawn(BASE36, *[31] * 9, 30)
secret = _drawn(HEX, 64)
key = _drawn(BASE36, 6, 7, 8, 9, 10)
values = st.builds(Values, token, token, secret, key).filter(lambda made: made.access_token != made.client_id)

# Each writes one label with its value; where only a line's beginning counts as one, it is the beginning.
LINES = (
    "{label}: {value}", "{label}:{value}", "{label} : {value}", "{label}={value}", "{label} = {value}",
    "{label}\t{value}", "{label} => {value}", "{label} -> {value}", "{label} → {value}", "{label} | {value}",
    "| {label} | {value} |", "| **{label}** | `{value}` |", "> {label}: {value}", "> > {label}: {value}",
    "# {label}: {value}", "// {label}: {value}", "* {label}: {value}", "- {label}: {value}", "• {label}: {value}",
    "1. {label}: {value}", "3) {label}: {value}", '{label}: "{value}"', "{label} = '{value}';",
    '"{label}": "{value}",', "'{label}' => '{value}',", "export {label}={value}", "define('{label}', '{value}');",
    "{label}: „{value}”", "{label}: “{value}”", "<b>{label}:</b> {value}<br>", "**{label}:** {value}",
    "{label}: `{value}`", "{label}\n{value}", "{label}:\n{value}", "{label}\n\n{value}\n", "    {label}: {value}",
    "{label}: {value}   ", "{label}: {value}.", "{label}: ({value})", "/* {label}: {value} */", "; {label} = {value}",
)  # fmt: skip
NOISE = (
    "", "", "Hello, here is what you asked for:", "Pozdrawiam, Anna", "Sent from my phone", "--", "CLIENT NAME: Huboo",
    "NAME: Huboo shop no. 2", "BIGCOMMERCE_CHANNEL_ID=1", "Done", "BigCommerce API Credentials", "```", "{", "}",
    "The API path and the access token are in the file.", "https://support.example/page?id=12", "NODE_ENV=production",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@st.composite
def dressed(draw: st.DrawFn, content: dict[str, str]) -> bytes:
    """Dress values in random layout, decoration, order, noise, line ends and encoding."""
    line = draw(st.sampled_from(LINES))
    fields = draw(st.permutations(list(content)))
    lines = []
    for field in fields:
        lines += draw(st.lists(st.sampled_from(NOISE), max_size=2))
        lines.append(line.format(label=draw(st.sampled_from(LABELS[field])), value=content[field]))
    lines += draw(st.lists(st.sampled_from(NOISE), max_size=2))
    end = draw(st.sampled_from(ENDS))
    text = "\n".join(lines).replace("\n", end) + draw(st.sampled_from(("", end)))
    return text.encode(draw(st.sampled_from(ENCODINGS)))


def plain(content: dict[str, str]) -> str:
    """Return values as the downloaded file holds them."""
    return "\n".join(f"{LABELS[field][0]}: {value}" for field, value in content.items())


def damaged(made: Values, **changed: str) -> Values:
    return replace(made, **changed)

"""Made-up credentials, different at every run."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass, fields

BASE36 = string.digits + string.ascii_lowercase
LABELS = {
    "access_token": "ACCESS TOKEN",
    "client_id": "CLIENT ID",
    "client_secret": "CLIENT SECRET",
    "api_path": "API PATH",
}


@dataclass(frozen=True)
class Credentials:
    access_token: str
    client_id: str
    client_secret: str
    api_path: str

    def text(self, *, without: str = "") -> str:
        """Return the downloaded file, perhaps with a line left out."""
        kept = [each.name for each in fields(self) if each.name != without]
        return "".join(f"{LABELS[name]}: {getattr(self, name)}\n" for name in kept)

    def secrets(self) -> list[str]:
        """Return what must turn up nowhere: each value, and the store's key alone."""
        return [self.access_token, self.client_id, self.client_secret, self.api_path.split("/")[-3]]


def make_credentials() -> Credentials:
    chance = random.SystemRandom()

    def token() -> str:
        return chance.choice("123456789abcdefghijklmnopqrst") + "".join(chance.choices(BASE36, k=30))

    key = chance.choice(string.ascii_lowercase) + "".join(chance.choices(BASE36, k=9))
    secret = "".join(chance.choices("0123456789abcdef", k=64))
    return Credentials(token(), token(), secret, f"https://api.bigcommerce.com/stores/{key}/v3/")

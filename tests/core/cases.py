"""Cases: files that a merchant might have pasted, each with the right answer beside it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples"


@dataclass(frozen=True)
class Case:
    file: Path
    expected: dict[str, Any]

    @property
    def content(self) -> bytes:
        return self.file.read_bytes()


def cases(kind: str) -> list[Case]:
    found = [
        Case(file, json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))
        for file in sorted((SAMPLES / kind).iterdir())
        if file.suffix != ".json"
    ]
    assert found, f"no cases in {SAMPLES / kind}"
    return found


def name_of(value: object) -> str:
    return value.file.stem if isinstance(value, Case) else str(value)

"""Values without a label that may be meant in a labelled one's place: another store's, a correction, a second one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..contract import AddressShape, Contract, Field
from ..report import FieldState
from .deciding import Outcome, finding_of, judge
from .line_reader import FARTHEST
from .pieces import Grade, Reading
from .reading import Paste


def rivals(readings: Sequence[Reading], paste: Paste, field: Field, contract: Contract) -> list[Reading]:
    """Return the values without a label that contradict a field's labelled ones."""
    if not readings:
        return []
    if isinstance(field.shape, AddressShape):
        return _other_stores(paste, field)
    labelled = {reading.field for reading in paste.readings}
    own = {reading.line for reading in readings}
    found = []
    for reading in paste.loose:
        if not field.shape.fits(reading.value) or reading.grade == Grade.ELSEWHERE:
            continue
        fitting = _fitting(reading, contract)
        second = reading.below in own and fitting <= labelled
        # Below an unknown label, "Client no.: ...", it is rather that one's.
        spoken = _corrects_near(reading, own) and (reading.grade == Grade.LOOSE or fitting <= labelled)
        if second or spoken or (reading.corrects and fitting == {field.id}):
            found.append(reading._replace(field=field.id, grade=Grade.WEAK))
    return found


def doubted_by_corrections(
    outcomes: Mapping[str, Outcome], paste: Paste, contract: Contract
) -> dict[str, Outcome]:
    """Doubt all fields that a correction fits, where it says not which of them it is about: "Correction: ..."."""
    doubted = dict(outcomes)
    for reading in paste.loose:
        plain = reading.corrects and reading.grade != Grade.ELSEWHERE
        fitting = _fitting(reading, contract) if plain else set()
        near = {found.line for found in paste.readings if found.field in fitting}
        if len(fitting) < 2 or reading.below in near or _corrects_near(reading, near):
            continue
        for id in fitting:
            if outcomes[id].state.status == "ok":
                finding = finding_of("unlabelled", contract.field(id), contract, line=reading.line, count=1)
                doubted[id] = Outcome(FieldState(id, "uncertain", reading.line), (finding,))
    return doubted


def placed(reading: Reading, field: Field) -> Reading:
    """Read a loose value as a field's: an address of the shop gives only the store's key."""
    usable = judge(reading, field).ok
    return reading._replace(field=field.id, part="value" if usable else "site")


def is_plainly(reading: Reading, field: Field) -> bool:
    """Say whether a value has this field's present shape, not an older one and no repair."""
    if isinstance(field.shape, AddressShape) and "/" not in reading.value:
        return False
    verdict = judge(reading, field)
    return verdict.ok and verdict.code is None and not verdict.derived


def _other_stores(paste: Paste, field: Field) -> list[Reading]:
    """Return the whole addresses beside a labelled one: "the new path is ..." may tell of another store."""
    found = [placed(reading, field)._replace(grade=Grade.WEAK) for reading in paste.loose]
    return [reading for reading in found if is_plainly(reading, field)]


def _corrects_near(reading: Reading, lines: set[int]) -> bool:
    """Say whether a value stands right below one of the lines, with words before it: "sorry, it is ..."."""
    return reading.spoken and any(reading.line - below in lines for below in range(1, FARTHEST))


def _fitting(reading: Reading, contract: Contract) -> set[str]:
    shapes = {field.id: field.shape for field in contract.fields}
    return {
        id
        for id, shape in shapes.items()
        if not isinstance(shape, AddressShape) and shape.fits(reading.value)
    }

"""The table and the plot of what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from results import BENCH, BUILD, read
from visitors import TITLES

PLOT = BUILD / "bench.svg"
WIDTH, LEFT, ROW = 820, 400, 26
# What is measured several times; the others repeat what they do in themselves.
REPEATED = ("boot", "page", "builds")


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison."""

    about: str
    other: str  # what it is compared with
    ours: str
    ratio: float | None = None
    goal: float | None = None  # of the ratio, or of our own figure where there is none; not to be higher
    missed: bool = False
    unit: str = ""  # of the goal


def write() -> None:
    """Print the table as Markdown, and draw the ratios."""
    result = read()
    lines = list(_lines(result))
    print(f"\n{_circumstances(result)}\n")
    print("| | compared with | here | ratio | goal |\n|---|--:|--:|--:|--:|")
    for line in lines:
        print(f"| {line.about} | {line.other} | {line.ours} | {_number(line.ratio)} | {_goal(line)} |")
    PLOT.write_text(_plot([line for line in lines if line.ratio is not None]), encoding="utf-8")
    print(f"\nEverything: build/{BENCH.name}; drawn: build/{PLOT.name}")


def _circumstances(result: dict[str, Any]) -> str:
    """Return when, where and with what the figures were measured."""
    machine, parts = result["machine"], result.get("parts", {})
    cores, versions = machine["cores"], result["versions"]
    runs = " ".join(f"{name} {about['runs']}," for name, about in parts.items() if name in REPEATED)
    return (
        f"{result['date']}; {machine['processor']}, {cores} cores, {machine['memory_gb']} GB; {machine['system']}; "
        f"{', '.join(f'{name} {number}' for name, number in versions.items())}. "
        f"Medians of runs in turn: {runs.rstrip(',')}."
    )


def _lines(result: dict[str, Any]) -> Iterator[Line]:
    for engine in result.get("boot", ()):
        yield from _starts(result, engine)
    if "bytes" in result:
        sizes = result["bytes"]
        yield _line("start, bytes, Brotli", sizes["stock"], sizes["ours"], _kilo, result["bytes_ratio"], 0.75)
    for about, goal in (("usual", 16), ("large", 50)) if "warm_ms" in result else ():
        own = result["warm_ms"][about]
        text = f"paste to verdict, {'a file of 240 bytes' if about == 'usual' else '64 KiB'}"
        yield Line(text, "", f"{own:.1f} ms", None, goal, own > goal, " ms")
    if "page_bytes" in result:
        yield from _page(result)
    if "build_s" in result:
        plain, ours = (result["build_s"]["medians"][name] for name in ("plain", "ours"))
        for number in plain:
            goal = 2 if number == list(plain)[-1] else None
            ratio = ours[number] / plain[number]
            yield _line(f"build, languages: {number}", plain[number], ours[number], _seconds, ratio, goal)
    if "core" in result:
        name, worst = max(result["core"].items(), key=lambda row: row[1]["growth"] or 0)
        yield Line(f"core in CPython, 64 KiB against 16 KiB, worst of {len(result['core'])}: {name}",
            f"{worst['ms'] / worst['growth']:.0f} ms", f"{worst['ms']:.0f} ms", worst["growth"])  # fmt: skip


def _starts(result: dict[str, Any], engine: str) -> Iterator[Line]:
    stock, ours = (result["boot_ms"]["medians"][engine][name] for name in ("stock", "ours"))
    for about, visit, ratio, goal in (
        ("first visit to verdict", "cold", "cold_ratio", 0.25),
        ("10 Mbit/s, 40 ms", "cold_10mbit", "cold_ratio_10mbit", 0.5),
        ("processor four times slower", "cold_slow", "cold_ratio_slow", None),
        ("second visit", "second", "second_ratio", 0.2),
    ):
        found = result["boot"][engine][ratio]
        yield _line(f"{TITLES[engine]}, {about}", stock[visit], ours[visit], _milliseconds, found, goal)


def _page(result: dict[str, Any]) -> Iterator[Line]:
    totals, paints = result["page_bytes"]["totals"], result["paint_ms"]["medians"]
    ratio = result["page_bytes_ratio"]
    yield _line("guide page, bytes, Brotli", totals["default"], totals["ours"], _kilo, ratio, 0.6)
    for about in ("first", "largest"):
        other, own = paints["default"][about], paints["ours"][about]
        yield _line(f"guide page, {about} paint at 10 Mbit/s", other, own, _milliseconds, own / other, None)
    for category, score in result["lighthouse"].items():
        other = result["lighthouse_default"][category]
        yield Line(f"Lighthouse, phone: {category}", f"{other:.0f}", f"{score:.0f}", None, 100, score < 100)


def _line(
    about: str, other: float, own: float, written: Callable[[float], str], ratio: float, goal: float | None
) -> Line:
    return Line(about, written(other), written(own), ratio, goal, goal is not None and ratio > goal)


def _plot(lines: list[Line]) -> str:
    """Return bars as long as the ratios; what they are compared with is a line at 1, a goal a dash."""
    scale = (WIDTH - LEFT - 80) / max(1.0, *(line.ratio or 0 for line in lines))
    rows = []
    for index, line in enumerate(lines):
        ratio, top = line.ratio or 0, index * ROW
        rows.append(
            f'<text x="{LEFT - 10}" y="{top + 17}" text-anchor="end">{escape(line.about)}</text>'
            f'<rect x="{LEFT}" y="{top + 4}" width="{ratio * scale:.1f}" height="{ROW - 8}"/>'
            f'<text x="{LEFT + ratio * scale + 6:.1f}" y="{top + 17}">{ratio:.2f}</text>'
        )
        if line.goal is not None:
            at = LEFT + line.goal * scale
            rows.append(f'<path class="goal" d="M{at:.1f} {top + 1}v{ROW - 2}"/>')
    height = len(lines) * ROW
    one = LEFT + scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + 20}" font-family="sans-serif" '
        f'font-size="13"><style>rect{{fill:#3b5bd6}}path{{stroke:#5a6078}}.goal{{stroke:#c2410c;stroke-width:3}}'
        f"@media(prefers-color-scheme:dark){{text{{fill:#e8eaf2}}}}</style>"
        f'<path d="M{one:.1f} 0v{height}"/><text x="{one:.1f}" y="{height + 15}" text-anchor="middle">'
        f"what it is compared with</text>{''.join(rows)}</svg>\n"
    )


def _number(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _goal(line: Line) -> str:
    if line.goal is None:
        return ""
    return f"{line.goal:g}{line.unit}{', missed' if line.missed else ''}"


def _milliseconds(taken: float) -> str:
    return f"{taken:,.0f} ms"


def _seconds(taken: float) -> str:
    return f"{taken:.1f} s"


def _kilo(size: float) -> str:
    return f"{size / 1000:.1f} KB" if size < 1e6 else f"{size / 1e6:.2f} MB"

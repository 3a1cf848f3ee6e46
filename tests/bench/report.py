"""The table and the plot of what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from results import BUILD, read

PLOT = BUILD / "bench.svg"
WIDTH, LEFT, ROW = 720, 300, 26


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison."""

    about: str
    other: str  # what it is compared with
    ours: str
    ratio: float | None
    goal: float | None  # the ratio is not to be higher


def write() -> None:
    """Print the table as Markdown, and draw the ratios."""
    result: dict[str, Any] = read()
    lines = list(_lines(result))
    print(f"\n{result['date']}, {result['machine']}, Chromium {result['chromium']}, load {result['load']}\n")
    print("| | compared with | here | ratio | goal |\n|---|--:|--:|--:|--:|")
    for line in lines:
        print(f"| {line.about} | {line.other} | {line.ours} | {_number(line.ratio)} | {_goal(line)} |")
    PLOT.write_text(_plot([line for line in lines if line.ratio is not None]), encoding="utf-8")
    print(f"\nEverything: build/bench.json; drawn: build/{PLOT.name}")


def _lines(result: dict[str, Any]) -> list[Line]:
    lines = []
    if "boot" in result:
        stock, ours = (result["boot_ms"]["medians"][name] for name in ("stock", "ours"))
        for about, visit, ratio, goal in (
            ("first visit to verdict", "cold", "cold_ratio", 0.25),
            ("the same at 10 Mbit/s, 40 ms", "cold_10mbit", "cold_ratio_10mbit", 0.5),
            ("the same on a processor four times slower", "cold_slow", "cold_ratio_slow", None),
            ("second visit to verdict", "second", "second_ratio", 0.2),
        ):
            found = result["boot"]["chromium"][ratio]
            lines.append(Line(about, f"{stock[visit]:.0f} ms", f"{ours[visit]:.0f} ms", found, goal))
        sizes = result["bytes"]
        lines.append(
            Line(
                "bytes for that, Brotli",
                _kilo(sizes["stock"]),
                _kilo(sizes["ours"]),
                result["bytes_ratio"],
                0.75,
            )
        )
    if "page_bytes" in result:
        totals, paints = result["page_bytes"]["totals"], result["paint_ms"]["medians"]
        sizes = {name: _kilo(total) for name, total in totals.items()}
        lines.append(
            Line(
                "guide page, bytes, Brotli", sizes["default"], sizes["ours"], result["page_bytes_ratio"], 0.6
            )
        )
        for about in ("first", "largest"):
            other, own = paints["default"][about], paints["ours"][about]
            lines.append(
                Line(f"{about} paint at 10 Mbit/s", f"{other:.0f} ms", f"{own:.0f} ms", own / other, None)
            )
        for category, score in result["lighthouse"].items():
            other = result["lighthouse_default"][category]
            lines.append(
                Line(f"Lighthouse, phone: {category}", f"{other:.0f}", f"{score:.0f} (goal 100)", None, None)
            )
        for about, limit in (("usual", 16), ("large", 50)):
            own = result["warm_ms"][about]
            text = f"paste to verdict, {'a file' if about == 'usual' else '64 KiB'}"
            lines.append(Line(text, "", f"{own:.1f} ms (goal {limit})", None, None))
    if "build_s" in result:
        plain, ours = (result["build_s"]["medians"][name] for name in ("plain", "ours"))
        for number in plain:
            last = number == list(plain)[-1]
            lines.append(
                Line(
                    f"build, languages: {number}",
                    f"{plain[number]:.1f} s",
                    f"{ours[number]:.1f} s",
                    result["build_ratio"] if last else ours[number] / plain[number],
                    2 if last else None,
                )
            )
    return lines


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
    return "" if line.goal is None else f"{line.goal:g}"


def _kilo(size: int) -> str:
    return f"{size / 1000:.1f} KB" if size < 1e6 else f"{size / 1e6:.2f} MB"

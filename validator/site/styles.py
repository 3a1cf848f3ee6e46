"""One stylesheet for the site: what its pages link to, without the theme's rules that nothing on them could ever meet.

The theme brings rules for all it can do. One goes when a name in its selector (element, class, id, attribute) stands
neither in a page nor in a script; what a script may add later, it names. What that rule alone referred to goes with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import override

import tinycss2
from tinycss2.ast import (
    AtRule,
    Comment,
    Declaration,
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    ParseError,
    QualifiedRule,
    SquareBracketsBlock,
    StringToken,
)

from .pages import Pages
from .store import stored

FOLDER = "assets"
THEME_STYLES = f"{FOLDER}/stylesheets/"
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
DASHED = re.compile(r"-([a-z])")
WORD = re.compile(r"[A-Za-z_-][\w-]*")
SPACE = re.compile(r"\s+")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
RELATIVE = re.compile(r"url\((?!\s*[\"']?(?:data:|https?:|/|#))")
ANIMATION = re.compile(r"animation(?:-name)?:([^;}]+)")
# The theme marks what has the focus by a script of its own, from before browsers said so themselves.
OWN_FOCUS = re.compile(r"\.focus-visible\b")
# Selectors inside these are alternatives; of others, such as :not(), nothing can be said.
ALTERNATIVES = frozenset(("is", "where", "has"))
# How a selector compares the value of an attribute with its own.
COMPARED: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "~=": lambda given, value: value in given.split(),
    "|=": lambda given, value: given == value or given.startswith(f"{value}-"),
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}
# At-rules that hold rules.
GROUPS = frozenset(("container", "layer", "media", "supports"))


class StylesError(ValueError):
    """A stylesheet that cannot be read; the message names what and where."""


@dataclass(slots=True, repr=False)
class Names:
    """What pages and scripts name."""

    elements: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: dict[str, set[str]] = field(default_factory=dict)  # values by name
    words: set[str] = field(default_factory=set)  # of scripts

    @override
    def __repr__(self) -> str:
        """Say all of it, in the same order each time: results are found by it."""
        attributes = sorted((name, sorted(values)) for name, values in self.attributes.items())
        return repr((*map(sorted, (self.elements, self.classes, self.ids, self.words)), attributes))

    def has_element(self, name: str) -> bool:
        """Say whether there can be such an element."""
        return name.lower() in self.elements or name in self.words

    def has_class(self, name: str) -> bool:
        """Say whether anything can have this class."""
        return name in self.classes or name in self.words

    def has_id(self, name: str) -> bool:
        """Say whether anything can have this id."""
        return name in self.ids or name in self.words

    def has_attribute(self, name: str, operator: str = "", value: str = "") -> bool:
        """Say whether anything can have this attribute, with such a value where one is named."""
        # A script may call data-level-name `dataset.levelName`.
        by_script = name in self.words or DASHED.sub(_upper, name.removeprefix("data-")) in self.words
        if not operator or name in ("class", "id"):
            return name in self.attributes or by_script
        given = self.attributes.get(name, set()) | (self.words if by_script else set())
        return any(COMPARED[operator](one, value) for one in given)


def _upper(found: re.Match[str]) -> str:
    return found[1].upper()


def lay_styles(pages: Pages) -> None:
    """Put one stylesheet in the place of those that the pages of a finished site link to."""
    site = pages.site
    names = names_of(pages.values(), _scripts(site))
    made: dict[tuple[str, ...], str] = {}
    for page, html in pages.items():
        links = list(LINK.finditer(html))
        if not links:
            continue
        above, _ = _place(site, links[0][1])
        sheets = tuple(_place(site, link[1])[1] for link in links)
        if sheets not in made:
            text = joined([(sheet, (site / sheet).read_text(encoding="utf-8")) for sheet in sheets], names)
            made[sheets] = f"{FOLDER}/site.{hashlib.sha256(text.encode()).hexdigest()[:16]}.css"
            (site / made[sheets]).write_text(text, encoding="utf-8")
        start, end = links[0].span(1)
        pages[page] = html[:start] + above + made[sheets] + LINK.sub("", html[end:])
    for sheet in {sheet for sheets in made for sheet in sheets}:
        (site / sheet).unlink()
        (site / f"{sheet}.map").unlink(missing_ok=True)


def _scripts(site: Path) -> Iterator[str]:
    for script in sorted((site / FOLDER).rglob("*.js")):
        # Python's own scripts never touch a page.
        if script.parent.name != "runtime":
            yield script.read_text(encoding="utf-8")


def _place(site: Path, address: str) -> tuple[str, str]:
    """Return the two parts of an address on a page: how it gets to the site's first folder, and the file from there."""
    parts = address.split("/")
    for start in range(len(parts)):
        if (site / (file := "/".join(parts[start:]))).is_file():
            return address.removesuffix(file), file
    raise StylesError(
        f"{address}: a page links to this stylesheet, but it is not in the site; correct `extra_css`"
    )


def names_of(pages: Iterable[str], scripts: Iterable[str]) -> Names:
    """Return what pages and scripts name; an inline script is a script."""
    names = Names()
    for each in map(_named_in, pages):
        names.elements |= each.elements
        names.classes |= each.classes
        names.ids |= each.ids
        names.words |= each.words
        for name, values in each.attributes.items():
            names.attributes.setdefault(name, set()).update(values)
    for script in scripts:
        names.words.update(WORD.findall(script))
    return names


@stored
def _named_in(page: str) -> Names:
    reader = _Reader(Names())
    reader.feed(page)
    return reader.names


@stored
def joined(sheets: Sequence[tuple[str, str]], names: Names) -> str:
    """Return stylesheets, each with its place in the site, as one; of the theme's, what can apply with these names."""
    rules: list[_Rule] = []
    for place, css in sheets:
        if place.startswith(THEME_STYLES):
            rules += _rules(
                _parsed(OWN_FOCUS.sub(":focus-visible", css)), place, lambda one: _applies(one, names)
            )
        else:
            rules += _rules(_parsed(css), place, lambda _: True)
    # What nothing refers to may have been all that referred to something else.
    while (lean := _without_unused(rules, names)) != rules:
        rules = lean
    return "".join(['@charset "utf-8";', *map(str, rules), "\n"])


@dataclass(frozen=True, slots=True)
class _Rule:
    head: str  # selectors, or an at-rule up to its brace
    declarations: tuple[tuple[str, str], ...]  # each with its name
    rules: tuple[_Rule, ...]

    @override
    def __str__(self) -> str:
        inside = "".join(map(str, self.rules)) or ";".join(text for _, text in self.declarations)
        return f"{self.head}{{{inside}}}"


def _parsed(css: str | Sequence[Node]) -> Sequence[Node]:
    return tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True)


def _rules(nodes: Iterable[Node], place: str, applies: Callable[[Sequence[Node]], bool]) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = [_written(one) for one in _split(node.prelude) if applies(one)]
            if selectors:
                yield _Rule(",".join(selectors), _declarations(node.content, place), ())
        elif isinstance(node, AtRule) and node.content is not None:
            head = f"@{node.at_keyword} {_written(node.prelude)}".rstrip()
            if node.lower_at_keyword in GROUPS:
                yield _Rule(head, (), tuple(_rules(_parsed(node.content), place, applies)))
            elif node.lower_at_keyword.endswith("keyframes"):
                yield _Rule(head, (), tuple(_rules(_parsed(node.content), place, lambda _: True)))
            else:
                yield _Rule(head, _declarations(node.content, place), ())
        elif not (isinstance(node, AtRule) and node.lower_at_keyword == "charset"):
            raise _unreadable(node, place)


def _without_unused(rules: Sequence[_Rule], names: Names) -> list[_Rule]:
    """Return the rules without custom properties and animations that nothing refers to, and without empty ones."""
    text = "".join(map(str, rules))
    used = set(VARIABLE.findall(text)) | names.words
    animations = {word for value in ANIMATION.findall(text) for word in WORD.findall(value)}

    def lean(rule: _Rule) -> _Rule | None:
        if rule.head.startswith("@") and rule.head.split()[0].endswith("keyframes"):
            return rule if rule.head.split()[-1] in animations else None
        declarations = tuple(
            one for one in rule.declarations if not one[0].startswith("--") or one[0] in used
        )
        inside = tuple(one for one in map(lean, rule.rules) if one)
        return _Rule(rule.head, declarations, inside) if declarations or inside else None

    return [one for one in map(lean, rules) if one]


def _declarations(content: Sequence[Node], place: str) -> tuple[tuple[str, str], ...]:
    found = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(one, Declaration):
            raise _unreadable(one, place)
        text = f"{one.name}:{_written(one.value)}{'!important' if one.important else ''}"
        if RELATIVE.search(text) and place.rpartition("/")[0] != FOLDER:
            raise StylesError(
                f"{place}, line {one.source_line}: {text}: this would lead elsewhere from {FOLDER}/; begin it with /"
            )
        found.append((one.name, text))
    return tuple(found)


def _unreadable(node: Node, place: str) -> StylesError:
    text = node.message if isinstance(node, ParseError) else node.serialize()
    return StylesError(
        f"{place}, line {node.source_line}: styles.py cannot read this ({text}); write it as plain rules, without "
        "nesting and @import"
    )


def _applies(selector: Sequence[Node], names: Names) -> bool:
    """Say whether a selector, without commas, names only what there can be."""
    before = ""
    for node in selector:
        known = True
        if isinstance(node, IdentToken) and before == ".":
            known = names.has_class(node.value)
        elif isinstance(node, IdentToken) and before != ":":
            known = names.has_element(node.value)
        elif isinstance(node, HashToken):
            known = names.has_id(node.value)
        elif isinstance(node, SquareBracketsBlock):
            known = _attribute_applies(node, names)
        elif isinstance(node, FunctionBlock) and node.lower_name in ALTERNATIVES:
            known = any(_applies(one, names) for one in _split(node.arguments))
        if not known:
            return False
        before = node.value if isinstance(node, LiteralToken) else ""
    return True


def _attribute_applies(block: SquareBracketsBlock, names: Names) -> bool:
    """Say whether there can be what stands in brackets: a name, or a name, an operator and a value."""
    name, *rest = (
        str(node.value) for node in block.content if isinstance(node, (IdentToken, StringToken, LiteralToken))
    )
    return names.has_attribute(name, *rest[:2])


def _split(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield what stands between commas."""
    part: list[Node] = []
    for node in nodes:
        if isinstance(node, LiteralToken) and node.value == ",":
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _written(nodes: Sequence[Node]) -> str:
    """Return the text of a selector or a value, without comments and with single spaces."""
    return SPACE.sub(
        " ", tinycss2.serialize([node for node in nodes if not isinstance(node, Comment)])
    ).strip()


class _Reader(HTMLParser):
    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self._script = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.elements.add(tag)
        self._script = tag == "script" and ("type", "application/json") not in attrs
        for name, value in attrs:
            self.names.attributes.setdefault(name, set()).add(value or "")
            if name == "class":
                self.names.classes.update((value or "").split())
            elif name == "id":
                self.names.ids.add(value or "")

    @override
    def handle_data(self, data: str) -> None:
        if self._script:
            self.names.words.update(WORD.findall(data))

    @override
    def handle_endtag(self, tag: str) -> None:
        self._script = False

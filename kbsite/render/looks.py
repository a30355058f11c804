"""The looks that settings ask for → the layouts' style with them, and colours that cannot be told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, Number, problem
from kbsite.model.looks import COLOURS, FONTS, SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.model import Config
    from kbsite.read.content import Layouts

STYLE = "assets/style.css"

_TEXT, _SHAPE = 4.5, 3.0
"""The least contrast of text, and of what is no text: https://www.w3.org/TR/WCAG22/#contrast-minimum."""

_TINT = 0.09
"""How much of the links' colour is in the ground of a short answer."""

PAIRS = (
    ("text", "background", _TEXT),
    ("text", "panel", _TEXT),
    ("quiet", "background", _TEXT),
    ("quiet", "panel", _TEXT),
    ("link", "background", _TEXT),
    ("link", "panel", _TEXT),
    ("link", "tint", _TEXT),
    ("accent", "background", _TEXT),
    ("accent", "panel", _TEXT),
    ("band_text", "band", _TEXT),
    ("focus", "background", _SHAPE),
)
"""Which colour stands on which ground, and the least contrast between them; `tint` is made of `link`."""

_PROPERTY = re.compile(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6})\s*;")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")


def with_looks(layouts: Layouts, config: Config) -> Layouts:
    """Return the layouts with the colours and typefaces of a site, which come before those of style.css."""
    own = _style(config)
    if not own or STYLE not in layouts.assets:
        return layouts
    return replace(layouts, assets={**layouts.assets, STYLE: own.encode() + layouts.assets[STYLE]})


def _style(config: Config) -> str:
    """Return the style of a site's looks; its selector outweighs that of style.css, whatever the order."""
    looks, rules = config.looks, []
    for name, file in looks.fonts:
        rules.append(f'@font-face {{ font-family: "own {name}"; src: url("..{file}"); font-display: swap; }}\n')
    fonts = [f'--{FONTS[name]}: "own {name}", {_FALLBACK[name]};' for name, _ in looks.fonts]
    light = [f"--{COLOURS[each.name]}: {each.light};" for each in looks.colours if each.light]
    dark = [f"--{COLOURS[each.name]}: {each.dark};" for each in looks.colours if each.dark]
    if light or fonts:
        rules.append(f"@media screen {{ :root:root {{ {' '.join((*light, *fonts))} }} }}\n")
    if dark:
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ :root:root {{ {' '.join(dark)} }} }}\n")
    return "".join(rules)


_FALLBACK = {"text": "system-ui, sans-serif", "headings": "Georgia, serif"}


def contrast_problems(config: Config, layouts: Layouts) -> tuple[Diagnostic, ...]:
    """Return a problem for each colour of the settings that is too near to its ground, or to what stands on it."""
    if not config.looks.colours:
        return ()
    found = _palettes(layouts.assets.get(STYLE, b"").decode("utf-8", "replace"))
    return tuple(problem_ for scheme in SCHEMES for problem_ in _too_near(config, scheme, dict(found[scheme])))


def _too_near(config: Config, scheme: str, palette: dict[str, str]) -> Iterator[Diagnostic]:
    own = {each.name: each for each in config.looks.colours if getattr(each, scheme)}
    palette |= {name: getattr(each, scheme) for name, each in own.items()}
    if {"link", "background"} <= set(palette):
        palette["tint"] = _mixed(palette["link"], palette["background"], _TINT)
    worst: dict[str, tuple[float, str, float]] = {}
    for front, ground, least in PAIRS:
        said = {front, "link" if ground == "tint" else ground} & set(own)
        if said and {front, ground} <= set(palette):
            ratio = contrast(palette[front], palette[ground])
            if ratio < min(least, worst.get(front, (least,))[0]):
                worst[front] = ratio, ground, least
    for front, (ratio, ground, least) in worst.items():
        yield problem(
            (own.get(front) or own[ground]).at,
            "low-contrast",
            one=f"{front} ({palette[front]})",
            other=f"{ground} ({palette[ground]})",
            scheme=MessageKey(f"@{scheme}_surroundings"),
            ratio=Number(f"{int(ratio * 100) / 100:.2f}"),
            least=Number(f"{least:g}"),
            near=_passing(palette[front], palette[ground], least),
            name=front,
        )


@lru_cache(maxsize=8)
def _palettes(style: str) -> Mapping[str, Mapping[str, str]]:
    """Return the colours of style.css by their names in settings, in light and in dark surroundings."""
    plain, _, rest = style.partition("@media (prefers-color-scheme: dark)")
    names = {css: name for name, css in COLOURS.items()}

    def read(text: str) -> dict[str, str]:
        block = _ROOT.search(text)
        return {names[css]: colour for css, colour in _PROPERTY.findall(block[1] if block else "") if css in names}

    light = read(plain)
    return {"light": light, "dark": {**light, **read(rest)}}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _passing(colour: str, ground: str, least: float) -> str:
    """Return the colour nearest to one, made darker or lighter, that can be told from a ground; "" for none."""
    ends = sorted(("#000000", "#ffffff"), key=lambda end: -contrast(end, ground))
    mixed = (_mixed(end, colour, step / 100) for end in ends for step in range(1, 101))
    return next((each for each in mixed if contrast(each, ground) >= least), "")


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    number = int(colour.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255

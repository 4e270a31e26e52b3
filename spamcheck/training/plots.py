"""Plots as plain SVG text: a frame, axes, points. No plotting package, so the files are small and the same everywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

_SIZE, _LEFT, _TOP = 320, 64, 34
_INK, _SOFT, _LINE = "#24292f", "#8c959f", "#0969da"
_EVEN = ((0.0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1.0, "1"))
_ODDS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99)  # most pages are far below the base rate: log-odds tell them apart
_MOST = 7.0  # log-odds at the ends of that axis


def reliability_plot(calibration: Mapping[str, Any]) -> str:
    """Said against seen on axes of log-odds, one dot per bin of equal weight; the diagonal is perfect."""
    points = [(_odds(said), _odds(seen)) for said, seen, _ in calibration["curve"]]
    note = f"debiased calibration error {calibration['debiased']:.4f}, Brier {calibration['brier']:.4f}"
    dots = "".join(f'<circle cx="{_x(a):.1f}" cy="{_y(b):.1f}" r="4" fill="{_LINE}"/>' for a, b in points)
    line = _path([(0, 0), (1, 1)], _SOFT, dashed=True)
    return _square(
        "Reliability on unseen sources",
        "probability said",
        "share of spam seen",
        line + dots,
        note,
        ticks=[(_odds(t), f"{t:g}") for t in _ODDS],
    )


def roc_plot(curve: Sequence[Sequence[float]], auc: float) -> str:
    """Recall against false positives, unseen sources."""
    drawing = _path([(0, 0), (1, 1)], _SOFT, dashed=True) + _path([(a, b) for a, b in curve], _LINE)
    return _square("ROC on unseen sources", "false-positive rate", "recall", drawing, f"area {auc:.3f}")


def source_plot(by_source: Sequence[Mapping[str, Any]], rate: str = "0.01") -> str:
    """One bar per source with spam documents: the share found at a fixed false-positive rate."""
    bars = [(s["source"], s["spam"][f"over_{rate}"], s["spam"]["documents"]) for s in by_source if s["spam"]["documents"] and not s["mail"]]
    bars.sort(key=lambda bar: (-bar[1] / bar[2], bar[0]))
    rows = []
    for i, (name, hit, total) in enumerate(bars):
        y = _TOP + 14 + 22 * i
        width = 240 * hit / total
        rows.append(
            f'<text x="150" y="{y + 12}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="158" y="{y}" width="240" height="15" fill="#eaeef2"/>'
            f'<rect x="158" y="{y}" width="{width:.1f}" height="15" fill="{_LINE}"/>'
            f'<text x="406" y="{y + 12}">{hit} of {total}</text>'
        )
    height = _TOP + 30 + 22 * len(bars)
    title = f"Spam documents found at {float(rate):.1%} false positives, by source left out"
    return _page(480, height, f'<text x="12" y="20" font-weight="bold">{escape(title)}</text>' + "".join(rows))


def write_plots(report: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write the plots of an evaluation of unseen sources; returns the files."""
    unseen = report["unseen"]
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {
        "reliability.svg": reliability_plot(unseen["calibration"]),
        "recall_by_source.svg": source_plot(unseen["by_source"]),
        "roc.svg": roc_plot(unseen["roc"], unseen["spam"]["roc_auc"]["value"]),
    }
    for name, svg in drawn.items():
        (folder / name).write_text(svg, encoding="utf-8")
    return [folder / name for name in drawn]


def _x(share: float) -> float:
    return _LEFT + share * _SIZE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIZE


def _path(points: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False) -> str:
    joined = " ".join(f"{_x(a):.1f},{_y(b):.1f}" for a, b in points)
    dash = ' stroke-dasharray="4 4"' if dashed else ""
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'


def _odds(p: float) -> float:
    """Where a probability stands on an axis of log-odds, 0 to 1; what is beyond its ends stands there."""
    p = min(max(p, 1e-9), 1 - 1e-9)
    return min(1.0, max(0.0, (math.log(p / (1 - p)) + _MOST) / (2 * _MOST)))


def _square(title: str, across: str, up: str, drawing: str, note: str, *, ticks: Sequence[tuple[float, str]] = _EVEN) -> str:
    """A unit square with its axes."""
    marks = "".join(
        f'<text x="{_x(t):.1f}" y="{_TOP + _SIZE + 16}" text-anchor="middle">{word}</text>'
        f'<text x="{_LEFT - 8}" y="{_y(t) + 4:.1f}" text-anchor="end">{word}</text>'
        for t, word in ticks
    )
    middle = _TOP + _SIZE / 2
    frame = (
        f'<text x="{_LEFT}" y="20" font-weight="bold">{escape(title)}</text>'
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="{_SOFT}"/>{marks}'
        f'<text x="{_x(0.5)}" y="{_TOP + _SIZE + 34}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">{escape(up)}</text>'
        f'<text x="{_LEFT}" y="{_TOP + _SIZE + 54}" fill="{_SOFT}">{escape(note)}</text>'
    )
    return _page(_LEFT + _SIZE + 24, _TOP + _SIZE + 66, frame + drawing)


def _page(width: int, height: int, body: str) -> str:
    style = f'font-family="system-ui, sans-serif" font-size="12" fill="{_INK}"'
    back = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {style}>'
    return f"{head}{back}{body}</svg>\n"

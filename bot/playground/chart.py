"""Works out where the marks of a `data_visualization` stand, on a canvas of 480 by 240."""

import math

from bot.playground.values import Json

WIDTH, LEFT, TOP, BOTTOM = 480.0, 46.0, 14.0, 206.0
WIDEST = 10_000
"""a number whose five digits fill the margin"""
TINIEST = 1e-300
"""a step below which floats lose their way"""


def lay_out(chart: Json) -> Json:
    """Return the marks to draw: slices of a pie, or axis, bars, lines and areas."""
    return _lay_out_pie(chart["segments"]) if chart["type"] == "pie" else _lay_out_axes(chart)


def _lay_out_pie(segments: list[Json]) -> Json:
    total, turned, slices = math.fsum(part["value"] for part in segments), 0.0, []
    for number, part in enumerate(segments):
        share = part["value"] / total
        slices.append({"path": _wedge(turned, share), "number": number, "share": f"{share:.0%}", **part})
        turned += share
    return {"slices": slices}


def _wedge(start: float, share: float) -> str:
    share = min(share, 0.9999)  # a whole circle has no corner for an arc to end at
    turns = [2 * math.pi * at for at in (start, start + share)]
    (x1, y1), (x2, y2) = ((120 + 96 * math.sin(turn), 120 - 96 * math.cos(turn)) for turn in turns)
    return f"M120 120L{x1:.1f} {y1:.1f}A96 96 0 {int(share > 1 / 2)} 1 {x2:.1f} {y2:.1f}Z"


def _lay_out_axes(chart: Json) -> Json:
    categories, series = chart["axis_config"]["categories"], chart["series"]
    values = [point["value"] for line in series for point in line["data"]]
    ticks = _choose_ticks(min(0, *values), max(0, *values))
    low, high = ticks[0], ticks[-1]

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    step = (WIDTH - LEFT) / len(categories)
    shown = [_lay_out_series(line, n, chart, (step, y(0), y)) for n, line in enumerate(series)]
    labels = [{"x": LEFT + step * (n + 0.5), "text": text} for n, text in enumerate(categories)]
    scale, unit = (1_000, "K") if high >= WIDEST else (1, "")
    marks = [{"y": y(tick), "text": f"{tick / scale:,.10g}{unit if tick else ''}"} for tick in ticks]
    return {"ticks": marks, "labels": labels, "series": shown, "zero": y(0)}


def _lay_out_series(line: Json, number: int, chart: Json, scale: tuple) -> Json:  # type: ignore[type-arg]
    step, zero, y = scale
    by_label = {point["label"]: point["value"] for point in line["data"]}
    values = [by_label[label] for label in chart["axis_config"]["categories"]]
    width = step * 0.7 / len(chart["series"])
    bars, points = [], []
    for index, value in enumerate(values):
        left = LEFT + step * (index + 0.15) + width * number
        top, bottom = sorted((y(value), zero))
        bars.append({"x": left, "y": top, "width": max(width - 2, 1), "height": bottom - top, "value": value})
        points.append(f"{LEFT + step * (index + 0.5):.1f},{y(value):.1f}")
    edges = (points[0].split(",")[0], points[-1].split(",")[0])
    area = f"{edges[0]},{zero:.1f} {' '.join(points)} {edges[1]},{zero:.1f}"
    return {"name": line["name"], "number": number, "bars": bars, "points": " ".join(points), "area": area}


def _choose_ticks(low: float, high: float) -> list[float]:
    """Choose four or five round numbers that span the values, zero among them."""
    rough = max((high - low or 1) / 4, TINIEST)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * nice for nice in (1, 2, 2.5, 5, 10) if size * nice >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * n for n in range(first, max(last, first + 1) + 1)]

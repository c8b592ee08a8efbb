"""All measurements, one after the other, into `docs/performance.md` and `docs/scaling.md`: `make bench`, about a quarter of an hour.

`--short` takes a third of it and writes nothing.
"""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path

from bench import scaling
from bench.measure import ROOT, Found, machine, short

PARTS = {
    "start": "Start", "door": "Door", "pages": "With the pages open", "congress": "Congress", "desk": "Desk",
    "dialogue": "Dialogue", "wide": "Past one machine", "lists": "Lists", "papers": "Papers", "prints": "Printing",
}  # fmt: skip
PAGE = ROOT / "docs" / "performance.md"
GAINS = Path(__file__).with_name("gains.md")
RECORDING = Path(__file__).with_name("recording.md")
"""Written by `python -m bench.recording`, which takes two hours by itself."""
HEAD = """# Performance

Made by `make bench`. Read the ratios: each stands beside something that was measured in the same run on the same machine.
`python -m bench.door`, and the other parts by their names, measure one thing alone.

{machine}

## Goals

| what | goal | measured | |
|---|---|---|---|
{goals}

{gains}
"""


def main() -> None:
    """Measure everything and write the pages."""
    found: dict[str, Found] = {}
    for name in PARTS:
        start = time.monotonic()
        found[name] = import_module(f"bench.{name}").main()
        print(f"   ({name}: {time.monotonic() - start:.0f} s)", flush=True)
    if short():
        return
    write(found)
    figures = {name: value for part in found.values() for name, value in part.figures.items()}
    scaling.write(figures)


def write(found: dict[str, Found]) -> None:
    """The page and its pictures."""
    goals = "\n".join(goal.row() for part in found.values() for goal in part.goals)
    text = [HEAD.format(machine=machine(), goals=goals, gains=GAINS.read_text(encoding="utf-8").strip())]
    for name, title in PARTS.items():
        text.append(f"\n## {title}\n")
        text += ["\n" + table.markdown() for table in found[name].tables]
        text += ["\n" + chart.markdown() for chart in found[name].charts]
        for chart in found[name].charts:
            chart.write(PAGE.with_suffix(""))
    text.append(f"\n{RECORDING.read_text(encoding='utf-8')}")
    PAGE.write_text("".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()

"""All measurements, one after the other, into `docs/performance.md`: `make bench`. `--short` takes minutes instead of hours."""

from __future__ import annotations

from bench import dialogue, door, start
from bench.measure import ROOT, machine

HEAD = """# Performance

Made by `make bench`. Read the ratios: each stands beside something that was measured in the same run on the same machine.

{machine}

"""


def main() -> None:
    """Measure everything and write the page."""
    parts = [HEAD.format(machine=machine())]
    for name, bench in (("Start", start), ("Door", door), ("Dialogue", dialogue)):
        parts.append(f"## {name}\n\n")
        parts += [table.markdown() + "\n" for table in bench.main()]
    (ROOT / "docs" / "performance.md").write_text("".join(parts).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

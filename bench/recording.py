"""The hall's sound in one go: two hours in Chromium with a made microphone that clicks once a minute.

`python -m bench.recording [--minutes 120]` writes `bench/recording.md`, which stands in `docs/performance.md`; `--short`
takes two minutes, clicks every ten seconds and writes nothing. Each click is noted twice: when the page heard it, by the
clock of the machine, which is the server's; and where it lies in the WAV file that the server builds.
"""

from __future__ import annotations

import argparse
import itertools
import math
import shutil
import struct
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import begin, cpu, memory, percentile, short
from kiosk.recording import chunks
from tests.support.drive import Device, Server, prepare, temporary, visit

if TYPE_CHECKING:
    from bench.measure import Table

PAGE = Path(__file__).with_suffix(".md")
RATE = 48_000
QUIET, LOUD = 0.01, 0.9
CLICK = RATE // 50
AROUND_MS = 3000
"""The click is looked for so far from where it was heard."""
NOTE = """Chromium with a made microphone, other work beside it; the first click to the last shows what a microphone's own count would
have been off by."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
LISTEN = """
globalThis.clicks = [];
globalThis.AudioWorkletNode = class extends AudioWorkletNode {
  constructor(...all) {
    super(...all);
    this.port.addEventListener("message", ({ data: { pcm, peak } }) => {
      const now = Date.now();
      if (peak < 0.5) return;
      const samples = new Int16Array(pcm);
      const at = samples.findIndex((one) => Math.abs(one) > 13000);
      const heard = now - (samples.length - at) / 16;
      // A click that lies across two pieces is one.
      if (heard - (clicks.at(-1) ?? -Infinity) > 1000) clicks.push(heard);
    });
  }
};
"""


@dataclass(frozen=True)
class Click:
    """One click, in ms: when the page heard it, and where it lies in the WAV file, both by the conference's clock."""

    heard: float
    lies: float | None

    @property
    def off(self) -> float:
        """Return by how many milliseconds it lies later than it was heard."""
        return self.lies - self.heard if self.lies is not None else float("nan")


def tape(path: Path, every: int) -> None:
    """Write what the made microphone plays again and again: a hum, and one click after half of `every` seconds."""
    hum = [QUIET * math.sin(2 * math.pi * 200 * n / RATE) for n in range(every * RATE)]
    start = every * RATE // 2
    hum[start : start + CLICK] = [LOUD * math.sin(2 * math.pi * 1000 * n / RATE) for n in range(CLICK)]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(hum)}h", *(round(one * 32767) for one in hum)))


def record(folder: Path, minutes: float, every: int) -> tuple[list[Click], dict[str, float]]:
    """Record so long, and find each click again."""
    prepare(folder)
    toml = folder / "conference.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[recording]\non = true\n", encoding="utf-8")
    sound = Path(tempfile.mkdtemp()) / "tape.wav"
    tape(sound, every)
    server = Server(folder, "14:00").start()
    try:
        heard, figures = _hear(server, sound, minutes)
    finally:
        server.kill()
        shutil.rmtree(sound.parent)
    clicks = [Click(at, lies(folder, at)) for at in heard]
    found = list(chunks.chunks(folder))
    figures["chunks"] = len(found)
    figures["missing"] = max(int(one.path.name[:6]) for one in found) + 1 - len(found)
    figures["MB"] = sum(one.path.stat().st_size for one in found) / 1e6
    return clicks, figures


def _hear(server: Server, sound: Path, minutes: float) -> tuple[list[float], dict[str, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*FLAGS, f"--use-file-for-fake-audio-capture={sound}"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(LISTEN)
        visit(page, server.links["secretary"])
        page.click("#record")
        page.wait_for_selector("#sound-level:not([hidden])")
        shift = Device(server, "office").get("/secretary/picture")["now"] - time.time() * 1000
        before, start = cpu(server.process.pid), time.monotonic()
        while time.monotonic() - start < minutes * 60:
            page.wait_for_timeout(min(30_000, minutes * 60_000))
            assert page.locator("#record").get_attribute("aria-pressed") == "true", page.inner_text("#sound-says")
        clicks = page.evaluate("clicks")
        spent = time.monotonic() - start
        figures = {
            "minutes": spent / 60,
            "processor": (cpu(server.process.pid) - before) / spent * 100,
            "memory": memory(server.process.pid),
        }
        page.click("#record")
        page.wait_for_selector("#record[aria-pressed=false]")
        page.wait_for_selector("#sound-waits", state="hidden")
        browser.close()
    return [at + shift for at in clicks], figures


def lies(folder: Path, heard: float) -> float | None:
    """Return the place (ms) of the click heard then in the WAV file of its neighbourhood, or None where it is not."""
    start = round(heard) - AROUND_MS
    data = chunks.wav(folder, start, start + 2 * AROUND_MS)
    samples = struct.unpack(f"<{(len(data) - 44) // 2}h", data[44:])
    at = next((n for n, one in enumerate(samples) if abs(one) > 13_000), None)
    return None if at is None else start + at * 1000 / chunks.RATE


def report(clicks: list[Click], figures: dict[str, float], every: int) -> Table:
    """Tell what was found."""
    found = [one for one in clicks if one.lies is not None]
    offs = [one.off for one in found]
    third = max(1, len(found) // 3)
    first, last = (percentile(part, 0.5) for part in (offs[:third], offs[-third:]))
    table = begin("Sound in one go", ["what", "measured"], NOTE)
    table.add("recorded in one go, minutes", f"{figures['minutes']:.0f}")
    table.add("chunks of two seconds, missing", f"{figures['chunks']:.0f}, {figures['missing']:.0f}")
    table.add("on disk, MB", f"{figures['MB']:.0f}")
    table.add(f"clicks, one every {every} s: heard by the page, found in the WAV", f"{len(clicks)}, {len(found)}")
    least, middle, most = min(offs), percentile(offs, 0.5), max(offs)
    table.add(
        "a click in the WAV beside when it was heard, ms: least, median, most", f"{least:.0f}, {middle:.0f}, {most:.0f}"
    )
    table.add(
        "the same, median of the last third less that of the first: drift of the marks, ms", f"{last - first:.0f}"
    )
    steps = [b.lies - a.lies - every * 1000 for a, b in itertools.pairwise(found) if a.lies and b.lies]
    table.add("from click to click in the WAV, off by ms at most", f"{max(map(abs, steps)):.0f}")
    counted = (found[-1].lies or 0) - (found[0].lies or 0) - (len(found) - 1) * every * 1000
    table.add("from the first click to the last, beside the microphone's own count, ms", f"{counted:.0f}")
    table.add("server: processor %, memory MiB", f"{figures['processor']:.1f}, {figures['memory']:.0f}")
    return table


def main() -> None:
    """Record, find the clicks again, and write the page."""
    parser = argparse.ArgumentParser(prog="bench.recording")
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    minutes, every = (2, 10) if short() else (options.minutes, 60)
    table = report(*record(temporary(), minutes, every), every)
    if not short():
        PAGE.write_text(f"## Recording\n\n{table.markdown()}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

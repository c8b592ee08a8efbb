"""How fast the desk is, in a real Chromium: searching while typing over 250, 5,000 and 50,000 guests, and a scan's way from
Enter to green against a server on this machine.

    python -m bench.desk [scans]

The promises (issue 3): a search under 50 ms over 5,000 guests, a scan from Enter to green under 100 ms.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from badges import guests
from badges.guests import Guest, Organisation
from kiosk import day as days

ROOT = Path(__file__).parent.parent
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Văn", "Thị", "Minh", "Đức", "Hồng", "Quang", "Thu", "Xuân")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hà", "Hòa", "Hương", "Lan", "Long", "Mai", "Nam", "Phúc", "Thủy", "Yến")
QUERIES = (
    "n",
    "ng",
    "nguyen",
    "nguyen van",
    "nguyen van an",
    "nvan",
    "hòa",
    "cong ty 12",
    "0200",
    "5678",
    "nguyeenx vawn",
    "zzz",
)
SEARCH = """async ({count, names, queries}) => {
    const {entry, find} = await import("/static/search.js");
    const people = Array.from({length: count}, (_, n) => entry(
        {id: String(n), name: names[n % names.length], position: "Giám đốc", phone: String(n % 10000).padStart(4, "0")},
        {name: `Công ty TNHH Thương mại ${n % 997}`, short: `TM ${n % 997}`, tax: `02${String(n).padStart(8, "0")}`}));
    const times = [];
    for (let round = 0; round < 7; round += 1) for (const typed of queries) {
        const from = performance.now();
        find(people, typed);
        times.push(performance.now() - from);
    }
    return times;
}"""
SCAN = """async ({codes}) => {
    const outcome = document.getElementById("outcome");
    const name = outcome.querySelector(".name");
    const times = [];
    for (const code of codes) {
        let at = performance.now() + 50;
        await new Promise(resolve => setTimeout(resolve, 60));
        const before = name.textContent;
        const green = new Promise(resolve => {
            const seen = new MutationObserver(() => {
                if (name.textContent === before || outcome.dataset.outcome !== "welcome") return;
                seen.disconnect();
                requestAnimationFrame(() => resolve(performance.now()));
            });
            seen.observe(outcome, {attributes: true, childList: true, subtree: true, characterData: true});
        });
        let from = 0;
        for (const key of [...code, "Enter"]) {
            const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
            Object.defineProperty(event, "timeStamp", {value: at += 2});
            from = performance.now();
            document.activeElement.dispatchEvent(event);
        }
        times.push(await green - from);
    }
    return times;
}"""


def people(folder: Path, count: int) -> list[str]:
    """A conference with so many guests, each with a name of his own; gives their codes."""
    days.make(folder, ROOT / "examples" / "haiphong-2026")
    day = days.open_day(folder)
    with day.db.writing(day.clock.stamp()) as writing:
        guests.put_organisation(writing, Organisation("house", "Công ty TNHH Đo Lường", kind="business"))
        listed = [
            guests.put(
                writing,
                Guest(f"g{n}", "house", f"Nguyễn Văn An {n}", "Ông", "Giám đốc", "business"),
                day.key,
                day.settings.id,
            )
            for n in range(count)
        ]
    codes = [guests.code(guest, day.key, day.settings.id) for guest in listed]
    day.db.close()
    return codes


def desk(browser: Any, folder: Path) -> tuple[Page, subprocess.Popen[str]]:
    """A server on the folder and a desk enrolled at it."""
    command = [sys.executable, "-m", "kiosk.server", str(folder), "--port", "0", "--at", "13:45"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    links: dict[str, str] = {}
    for line in server.stdout or ():
        stand, link = line.split()
        links[stand] = link
        if stand == "hall":
            break
    page = browser.new_page()
    page.goto(links["desk"])
    page.goto(links["desk"].split("/enrol/")[0] + "/desk")
    page.wait_for_selector("#saved[data-saved]")
    return page, server


def figures(times: list[float]) -> str:
    """Median, 95th percentile and longest, in ms."""
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):6.1f}  p95 {ordered[int(len(ordered) * 0.95)]:6.1f}  max {ordered[-1]:6.1f} ms"


def main() -> None:
    """Measure and print."""
    scans = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    dice = random.Random(1)
    names = [f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}" for _ in range(1000)]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        codes = people(Path(place) / "conference", scans)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page, server = desk(browser, Path(place) / "conference")
        try:
            for count in (250, 5_000, 50_000):
                times = page.evaluate(SEARCH, {"count": count, "names": names, "queries": list(QUERIES)})
                print(f"search over {count:>6} guests   {figures(times)}")
            print(f"scan, Enter to green ({scans})  {figures(page.evaluate(SCAN, {'codes': codes}))}")
        finally:
            server.kill()
            server.wait()
            browser.close()


if __name__ == "__main__":
    main()

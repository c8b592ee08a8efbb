"""The campaign's own work: real trials in their short form, the page computed from their counts, and going on after a cut."""

import sys

import pytest

from bench import campaign, trustpage
from tests.support.trials.door import Tally

slow = pytest.mark.slow


def cells(page, name):
    """The rows of the page that begin with this."""
    found = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
    return [[cell.strip() for cell in line.split("|")[2:-1]] for line in found]


@slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_the_short_form_writes_its_whole_page(tmp_path):
    out = tmp_path / "report.md"
    assert campaign.main(["--times", "2", "--only", "lost answers,same card", "--out", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert cells(page, "answer lost after the commit") == [["2", "2", "0", "2", "0", "0", "0", "0", ""]]
    assert cells(page, "one card at four desks at once") == [
        ["4", "16", "0", "0", "0", "0", "0", "0", "exactly one welcome 4 of 4"],
        ["exactly one welcome in 200 of 200", "0 in 4 (one card at four desks at once)", "too few tries to say"],
    ]
    assert (
        "**18 scans acknowledged in 2 trials: 0 lost, 0 doubled, 0 false “already in”, 0 faults. Promises: 3 met, 0 missed.**"
        in page
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.md"]


def test_what_was_done_before_a_cut_is_not_done_again(tmp_path):
    state, done = tmp_path / "report.part.json", []

    def cut():
        raise KeyboardInterrupt

    def trial(name):
        return campaign.Trial(name, lambda: done.append(name) or Tally(name, 1, acked=7))

    first = campaign.Kept.of(state, "abc", 5)
    assert campaign.go_through([trial("kills"), campaign.Trial("cuts", cut)], first, state) is False
    second = campaign.Kept.of(state, "abc", 5)
    assert campaign.go_through([trial("kills"), trial("cuts")], second, state) is True
    assert (done, second.sittings, second.results()["kills"]) == (["kills", "cuts"], 2, Tally("kills", 1, acked=7))
    assert " in 2 sittings." in trustpage.page(second.results(), second)


def test_a_trial_that_breaks_is_a_fault_on_the_page_and_the_others_go_on(tmp_path):
    def broken():
        raise OSError("no such thing")

    kept = campaign.Kept("abc", 100)
    broken_ones = [campaign.Trial(name, broken) for name in ("screens", "hostile lists", "drain")]
    later = campaign.Trial("kills", lambda: Tally("kill -9", 100))
    assert campaign.go_through([*broken_ones, later], kept, tmp_path / "report.part.json") is True
    page = trustpage.page(kept.results(), kept)
    assert "- screens: the trial broke: OSError('no such thing')\n" in page
    assert (
        cells(page, "hostile list")[0][-1] == cells(page, "server killed: all 209 screens right")[0][-1] == "**missed**"
    )
    assert [cell[0] for cell in cells(page, "kill -9")] == ["100"]


def test_what_another_commit_or_size_left_is_not_taken_over(tmp_path):
    state = tmp_path / "report.part.json"
    campaign.Kept("abc", 5, {"kills": "needs root"}).write(state)
    assert [campaign.Kept.of(state, *of).done for of in (("abc", 5), ("abd", 5), ("abc", 6))] == [
        {"kills": "needs root"},
        {},
        {},
    ]


def promised(**results):
    """Promise → (measured, verdict)."""
    return {
        line[0]: line[2:] for line in trustpage.promises({name.replace("_", " "): one for name, one in results.items()})
    }


def test_promises_are_held_against_the_counts():
    kills, cuts = Tally("kill -9", 100, measured={"first answer": 5.2}), Tally("power cut", 100)
    screens = Tally("screens", 5, measured={"first answer": 0.3, "last screen": 2.0})
    found = promised(kills=kills, cuts=cuts, screens=screens)
    assert found["acknowledged scans lost or doubled"] == ("0 in 100 (kill -9), 0 in 100 (power cut)", "met")
    assert found["server killed: first answer"] == ("5.20 s (kill -9), 0.30 s (screens)", "**missed**")
    assert found["server killed: all 209 screens right"] == ("2.00 s (screens)", "met")
    assert found["laptop lost"] == ("not in this run: laptop lost", "")
    assert found["clock jumps"] == ("not in this run: jumps, starts", "")


def test_one_that_is_lost_and_one_that_was_not_tried_often_enough_are_said():
    lost, few = Tally("kill -9", 100, lost=1), Tally("power cut", 99)
    assert promised(kills=lost, cuts=few)["acknowledged scans lost or doubled"][1] == "**missed**"
    assert promised(kills=few, cuts=few)["acknowledged scans lost or doubled"][1] == "too few tries to say"


def test_a_trial_that_was_left_out_and_one_at_fault_stand_on_the_page():
    kept = campaign.Kept("abc “A subject”", 100)
    page = trustpage.page({"cuts": "needs root", "kills": Tally("kill -9", 100, faults=["the chain breaks"])}, kept)
    assert "| cuts | left out: needs root | | | | | | | | |\n" in page
    assert "- kill -9: the chain breaks\n" in page


BENCH = """- commit abc1234, 22/11/2026

| scans/s of 8 desks with 206 screens open, errors, p99 | ≥ 500, 0, ≤ 100 ms | {scans} | met |
| next → drawn in the hall with 206 screens open, p95 | ≤ 100 ms | 54 ms | met |
| 5,000 phones have the picture, p95 | ≤ 1,000 ms | 2,339 ms | **missed** |
"""


def test_what_the_bench_measured_stands_on_the_page_with_its_commit():
    lines = [goal.line(BENCH.format(scans="1,610, 0, 89 ms"))[2:] for goal in trustpage.GOALS]
    assert lines == [
        ("1,610, 0, 89 ms (`make bench`, commit abc1234)", "met"),
        ("54 ms (`make bench`, commit abc1234)", "met"),
        ("2,339 ms (`make bench`, commit abc1234)", "**missed**"),
    ]
    scans = trustpage.GOALS[0]
    bad = ("99, 0, 89 ms", "610, 1, 89 ms", "610, 0, 251 ms", "610, 0")
    assert [scans.line(BENCH.format(scans=one))[3] for one in bad] == ["**missed**"] * 4
    assert scans.line("")[3] == ""


def test_every_promise_of_the_page_has_a_figure_or_says_which_trial_is_missing():
    page = (trustpage.ROOT / trustpage.PERFORMANCE).read_text(encoding="utf-8")
    assert [goal.name for goal in trustpage.GOALS if goal.line(page)[3] == ""] == []
    assert [
        line[0] for line in trustpage.promises({}) if not line[3] and not line[2].startswith("not in this run")
    ] == []


def test_a_takeover_that_loses_something_is_missed_however_quick():
    quick, late = {"takeover": 3.0}, {"takeover": 121.0}
    found = [
        promised(takeover=Tally("takeover", 5, lost=lost, measured=measured))
        for lost, measured in ((0, quick), (1, quick), (0, late))
    ]
    (name,) = [name for name in found[0] if name.startswith("the spare laptop")]
    assert [one[name] for one in found] == [
        ("3.00 s, 0 lost or wrong in 5", "met"),
        ("3.00 s, 1 lost or wrong in 5", "**missed**"),
        ("121.00 s, 0 lost or wrong in 5", "**missed**"),
    ]

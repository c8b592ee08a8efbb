"""Sound as chunks: what is played is what was said, in its place; what is missing is silence of its length."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.refusal import Refusal
from kiosk.recording import chunks
from kiosk.recording.chunks import CHUNK, CHUNK_MS, RATE
from kiosk.recording.recorder import Recorder

TAKE = "take-0001".replace("take", "a1b2")
T0 = 1_777_017_600_000


def tone(n: int, length: int = CHUNK) -> bytes:
    """A chunk that holds its own number in every sample."""
    return struct.pack("<h", n + 1) * (length // 2)


def put(folder, *numbers, late=0, take=TAKE):
    for n in numbers:
        chunks.save(folder, take, n, tone(n), T0 + (n + 1) * CHUNK_MS + late)


def samples(data):
    assert data[:4] == b"RIFF"
    assert struct.unpack("<I", data[40:44])[0] == len(data) - 44
    return struct.unpack(f"<{(len(data) - 44) // 2}h", data[44:])


def test_any_stretch_is_what_was_said_then(tmp_path):
    put(tmp_path, 0, 1, 2)
    heard = samples(chunks.wav(tmp_path, T0 + 1000, T0 + 5000))
    assert len(heard) == 4 * RATE
    assert (heard[0], heard[RATE], heard[3 * RATE]) == (1, 2, 3)


def test_a_missing_chunk_is_silence_of_its_length(tmp_path):
    put(tmp_path, 0, 2)
    heard = samples(chunks.wav(tmp_path, T0, T0 + 6000))
    assert (heard[0], set(heard[2 * RATE : 4 * RATE]), heard[4 * RATE]) == (1, {0}, 3)


def test_the_same_chunk_twice_is_one(tmp_path):
    put(tmp_path, 0)
    chunks.save(tmp_path, TAKE, 0, tone(7), T0 + 9000)
    assert [one.begins for one in chunks.chunks(tmp_path)] == [T0]
    assert samples(chunks.wav(tmp_path, T0, T0 + 2000))[0] == 1


def test_two_takes_stand_each_in_its_place(tmp_path):
    put(tmp_path, 0)
    chunks.save(tmp_path, "b1b2-0002", 0, tone(8), T0 + 12_000)
    heard = samples(chunks.wav(tmp_path, T0, T0 + 12_000))
    assert (heard[0], heard[-1], set(heard[2 * RATE : 10 * RATE])) == (1, 9, {0})


@settings(max_examples=20)
@given(st.lists(st.integers(0, 120), min_size=2, max_size=20))
def test_what_comes_late_moves_nothing_by_more_than_it_was_late(tmp_path_factory, late):
    folder = tmp_path_factory.mktemp("late")
    for n, ms in enumerate(late):
        chunks.save(folder, TAKE, n, tone(n), T0 + (n + 1) * CHUNK_MS + ms)
    found = [one.begins - T0 - n * CHUNK_MS for n, one in enumerate(chunks.chunks(folder))]
    assert all(0 <= ms <= max(late) + chunks.STEP_MS for ms in found)


def test_two_hours_drift_by_no_more_than_a_step(tmp_path):
    """A sound card that is 50 ppm slow: the marks stay where they were heard."""
    for n in range(0, 3600, 10):
        for k in range(n, min(n + 10, 3600)):
            (tmp_path / "sound" / TAKE).mkdir(parents=True, exist_ok=True)
            (tmp_path / "sound" / TAKE / f"{k:06}-{T0 + round((k + 1) * CHUNK_MS * 1.00005)}.pcm").write_bytes(b"\0\0")
    whole = [path.stat().st_size for path in (tmp_path / "sound" / TAKE).iterdir()]
    assert len(whole) == 3600
    heard = CHUNK_MS - 1000 * 2 // (RATE * 2)
    off = [one.begins - heard - (T0 + round(n * CHUNK_MS * 1.00005)) for n, one in enumerate(chunks.chunks(tmp_path))]
    assert max(map(abs, off)) <= chunks.STEP_MS + 2


@pytest.mark.parametrize(
    ("take", "n", "body"),
    [("../x", 0, b"ab"), ("", 0, b"ab"), (TAKE, -1, b"ab"), (TAKE, 0, b""), (TAKE, 0, b"abc"), (TAKE, 0, b"a" * (CHUNK + 2))],
)  # fmt: skip
def test_what_is_no_chunk_is_refused(tmp_path, take, n, body):
    with pytest.raises(Refusal):
        chunks.save(tmp_path, take, n, body, T0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("start", "end"), [(T0, T0), (T0, T0 - 1), (T0, T0 + chunks.LONGEST_MS + 1), (T0 + 60_000, T0 + 62_000)]
)
def test_what_cannot_be_played_is_refused(tmp_path, start, end):
    put(tmp_path, 0)
    with pytest.raises(Refusal):
        chunks.wav(tmp_path, start, end)


def test_one_page_records_at_a_time():
    recorder = Recorder()
    recorder.begin("one", "Thư ký 1")
    with pytest.raises(Refusal):
        recorder.begin("two", "Thư ký 2")
    recorder.stop("two")
    assert recorder.on
    recorder.stop("one")
    recorder.begin("two", "Thư ký 2")
    assert (recorder.on, recorder.by) == (True, "Thư ký 2")

"""Duplicates: questions that look the same, proposed to a person who merges them or says that they are not."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from badges.vietnamese import fold
from live.queue import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from badges.ports import Store, Writing
    from live.questions import Question

LIKELY = 38
"""From this score on a pair is proposed. On the sample's 43 questions the pairs above it share their matter."""

COPY = 80.0
"""From this ratio on two texts are copies of each other, with a few words changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions and how alike they are. `first` has the lower number: the later one is merged into it."""

    first: Question
    second: Question
    score: int


OPEN_ENOUGH = (Place.RECEIVED, Place.WAITING, Place.WRITING)
"""Where a question may still be merged."""


def proposals(everything: Iterable[Question], apart: Collection[str] = (), likely: int = LIKELY) -> list[Pair]:
    """Pairs that look the same, the likeliest first; those that somebody found different are left out."""
    open_ones = [q for q in everything if q.place in OPEN_ENOUGH and fold(q.text)]
    texts = [fold(f"{q.summary} {q.text}") for q in open_ones]
    weights = weigh(texts)
    pairs = []
    for a, b in combinations(range(len(texts)), 2):
        one, other = sorted((open_ones[a], open_ones[b]), key=lambda question: question.number)
        score = likeness(texts[a], texts[b], weights[a], weights[b])
        if score >= likely and key(one.number, other.number) not in apart:
            pairs.append(Pair(one, other, score))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first.number, pair.second.number))


FEWEST_IN_FAMILY = 3


def families(pairs: Sequence[Pair]) -> tuple[list[list[Question]], list[Pair]]:
    """Return groups of three and more questions that are near copies of each other, and the pairs outside them.

    Thirty equal petitions of one association are one family and not 435 pairs. The lowest number stands first.
    """
    known = {one.number: one for pair in pairs for one in (pair.first, pair.second)}
    head = {number: number for number in known}

    def root(number: int) -> int:
        while head[number] != number:
            number = head[number]
        return number

    for pair in pairs:
        if pair.score >= COPY:
            one, other = sorted((root(pair.first.number), root(pair.second.number)))
            head[other] = one
    groups: dict[int, list[Question]] = {}
    for number in sorted(known):
        groups.setdefault(root(number), []).append(known[number])
    found = [group for group in groups.values() if len(group) >= FEWEST_IN_FAMILY]
    inside = {one.number: group[0].number for group in found for one in group}
    rest = [
        pair
        for pair in pairs
        if pair.first.number not in inside or inside[pair.first.number] != inside.get(pair.second.number)
    ]
    return found, rest


def likeness(one: str, other: str, weights: Mapping[str, float], others: Mapping[str, float]) -> int:
    """0 to 100: a near copy by its letters, otherwise by the rare words that both use (square root of the cosine)."""
    copy = fuzz.token_sort_ratio(one, other)
    shared = sum(weight * others.get(gram, 0.0) for gram, weight in weights.items())
    return round(max(copy if copy >= COPY else 0.0, 100 * math.sqrt(shared)))


def weigh(texts: Sequence[str]) -> list[dict[str, float]]:
    """For each text its syllables and pairs of syllables with what they weigh: a Vietnamese word is mostly a pair, and
    what stands in every second letter weighs nothing. Each text's weights are of length 1."""
    counts = [Counter(_grams(text)) for text in texts]
    spread = Counter(gram for count in counts for gram in count)
    weights = []
    for count in counts:
        raw = {
            gram: (1 + math.log(n)) * math.log(1 + len(texts) / spread[gram]) * (1.0 if " " in gram else 0.5)
            for gram, n in count.items()
            if len(texts) < FEW or spread[gram] < len(texts) / 2
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        weights.append({gram: weight / length for gram, weight in raw.items()})
    return weights


FEW = 8


def _grams(text: str) -> list[str]:
    syllables = text.split()
    return [*syllables, *(f"{a} {b}" for a, b in pairwise(syllables))]


def key(one: int, other: int) -> str:
    """How a pair is named."""
    return "-".join(map(str, sorted((one, other))))


def apart(db: Store | Writing) -> set[str]:
    """The pairs that somebody found different."""
    return {row["id"] for row in db.query("select id from apart")}


def keep_apart(writing: Writing, one: int, other: int) -> None:
    """Somebody looked: these two are not the same."""
    writing.put("pair.apart", "apart", {"id": key(one, other), "at": writing.at, "by": writing.by})

"""Things done in the same moment, each in a thread of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Given, Got = TypeVar("Given"), TypeVar("Got")


def at_once(act: Callable[[Given], Got], many: Iterable[Given]) -> list[Got]:
    """Do it with each of these, none before all are ready; what each returned, in their order."""
    each = list(many)
    start = Barrier(len(each))

    def begin(one: Given) -> Got:
        start.wait()
        return act(one)

    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(begin, each))

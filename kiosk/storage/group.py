"""Group commit: operations that wait at the same moment share one transaction and one wait for the disk.

Each is a savepoint of it: one that raises is taken back alone. None is answered before the commit of all is on disk, and
where that fails, all fail.
"""

from __future__ import annotations

from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from contextvars import Context

    from badges.ports import Row

    Answer = tuple[Row, bool]


class Transactions(Protocol):
    """What a group needs of a database (`kiosk.storage.database.Db`)."""

    def transaction(self) -> AbstractContextManager[None]:
        """Commit at the end of the block, or take all of it back."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Take the block alone back where it raises."""

    def is_lost(self, error: BaseException) -> bool:
        """Return True for an error that ends the whole transaction."""


@dataclass(eq=False, slots=True)
class Pending:
    """An operation that waits. It runs in its own request's context, whoever commits."""

    run: Callable[[], Answer]
    context: Context = field(default_factory=copy_context)
    done: bool = False
    result: Answer | None = None
    error: BaseException | None = None

    def answer(self) -> Answer:
        """Return what the operation answers, or raise what it raised."""
        if self.error is not None:
            raise self.error
        if self.result is None:
            raise RuntimeError("an operation was answered before it ran")
        return self.result


def run_group(db: Transactions, group: list[Pending]) -> None:
    """Run all operations in one transaction; each holds its answer or its error afterwards. Raises none of theirs."""
    try:
        with db.transaction():
            for one in group:
                _run(db, one, alone=len(group) == 1)
    except BaseException as error:  # of the disk, or of the only operation: nothing was kept
        for one in group:
            one.error = one.error or error
        if not isinstance(error, Exception):
            raise
    finally:
        for one in group:
            one.done = True


def _run(db: Transactions, one: Pending, *, alone: bool) -> None:
    if alone:
        one.result = one.context.run(one.run)
        return
    try:
        with db.savepoint():
            one.result = one.context.run(one.run)
    except Exception as error:
        if db.is_lost(error):
            raise
        one.error = error

"""What a desk sends, and what it is answered: the shapes of its JSON."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from kiosk.arrivals.admission import Coming
from kiosk.web.api import Operation

Line = Annotated[str, Meta(max_length=300)]
Party = Annotated[int, Meta(ge=1, le=99)]
Digest = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]


class Scanned(Operation, kw_only=True):
    """A scan. `code` is the text as scanned; our own desk sends its `digest` and keeps no code; `guest` is for ways
    without a card. `in_person`: the guest comes himself, whoever was announced. `apart`: the desk has already said `told` to the guest."""

    code: str = ""
    digest: Digest = ""
    guest: Line = ""
    way: Literal["wedge", "camera", "picture", "typed", "search", "walk_in", "vip", "self"]
    party: Party = 1
    came_name: Line = ""
    came_honorific: Line = ""
    came_title: Line = ""
    reason: Line = ""
    in_person: bool = False
    apart: bool = False
    told: Literal["", "welcome", "already_in", "unknown", "unreadable", "cancelled", "replaced", "returned"] = ""

    def coming(self) -> Coming:
        """Who stands there."""
        who = self.came_name.strip(), self.came_honorific, self.came_title
        return Coming(self.party, *who, self.reason, self.in_person)


class Undone(Operation, kw_only=True):
    """An admission taken back."""

    scan: UUID
    reason: Line


class TypedOrganisation(Struct, forbid_unknown_fields=True, kw_only=True):
    """The organisation of a walk-in: one of the list by its id, or a new one under the desk's own id."""

    id: Line
    name: Line = ""
    short_name: Line = ""
    tax_code: Line = ""


class WalkedIn(Operation, kw_only=True):
    """A guest who is not on the list. `beside`: guests of the same name whom the desk was shown, and who are others. `seat`: as the desk
    saw it free; given to somebody else meanwhile, the guest has none."""

    guest: UUID
    name: Line
    honorific: Line = ""
    position: Line = ""
    phone: Line = ""
    block: Line = ""
    seat: Line = ""
    organisation: TypedOrganisation
    party: Party = 1
    beside: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    apart: bool = False


class Amended(Operation, kw_only=True):
    """Who really came on a card that is in already, and how many."""

    guest: Line
    party: Party = 1
    came_name: Line = ""
    came_honorific: Line = ""
    came_title: Line = ""
    reason: Line = ""


class Left(Operation, kw_only=True):
    """A guest has gone out of the hall. `apart`: the desk noted it without a line."""

    guest: Line
    apart: bool = False


class HandedOver(Operation, kw_only=True):
    """A guest sent to the help desk: an id where the desk knows who it is, the outcome it saw, the text that was typed."""

    guest: Line = ""
    outcome: Literal["already_in", "unknown", "cancelled", "replaced", "foreign", "unreadable"]
    text: Line = ""


class TakenOn(Operation, kw_only=True):
    """The help desk has taken on a guest who was sent to it."""

    handover: UUID


class Printed(Operation, kw_only=True):
    """A label was printed."""

    guest: Line


class Reported(Operation, kw_only=True):
    """What the server would not take, or judged otherwise, although the desk had done it while it was apart: where it was
    sent to, whom it was about, and the sentence that the desk was answered with."""

    path: Literal["/desk/scans", "/desk/walk-ins", "/desk/undo", "/desk/coming", "/desk/prints", "/desk/leaving"]
    guest: Line = ""
    name: Line = ""
    sentence: Line = ""


class BlockShown(Struct, forbid_unknown_fields=True):
    """The guest's block."""

    code: str
    name: str
    vip: bool


class Card(Struct, forbid_unknown_fields=True):
    """What a desk shows of a guest. `seats`: for how many the card is good; `cancelled`: since when it is good no more."""

    id: str
    name: str
    honorific: str
    position: str
    organisation: str
    block: BlockShown
    seat: str
    seats: int
    walk_in: bool
    cancelled: str


class First(Struct, forbid_unknown_fields=True):
    """When and where the card let its guest in."""

    at: str
    desk: str


class Admitted(Struct, forbid_unknown_fields=True):
    """What every change of a desk is answered with. `double`: two desks let this card in while they were apart."""

    outcome: Literal[
        "welcome", "already_in", "unknown", "unreadable", "cancelled", "replaced", "undone", "amended", "printed",
        "reported", "left", "returned", "handed", "taken",
    ]  # fmt: skip
    guest: Card | None
    first: First | None
    replay: bool
    double: bool = False

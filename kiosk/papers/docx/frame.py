"""What all official papers have around their text: the head, the addressee, the recipients and the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.shared import Mm

from kiosk.papers.docx import layout
from kiosk.papers.docx.layout import CENTRE, HEAD_COLUMNS_MM, line, rule, table

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CAPITALS_PT, MOTTO_PT = 12.0, 13.0
"""At 13 pt the nation's line is 95.7 mm long and would not fit its column of 95; the decree allows 12."""
MOTTO_MM = 56.1
"""The motto's length at 13 pt bold, measured on a font with the metrics of Times; its rule is as long."""
SIGNATURE_GAP_PT = 64.0
RULE_SHARE = 0.42
"""Rules under the issuing body and the subject: between a third and a half of the text."""


def room(column: float) -> float:
    """What a column of the head leaves for text."""
    return column - 2 * layout.CELL_PADDING_MM


def head(document: Doc, settings: Settings, number: str, *, about: str = "", dated: bool = True) -> None:
    """Governing and issuing body, nation and motto, number, place and day. `about`: the V/v of a công văn.

    Without `number` the second row is left out: a list has neither number nor day.
    """
    left_mm, right_mm = HEAD_COLUMNS_MM
    made = table(document, HEAD_COLUMNS_MM, 2 if number else 1, lines=False)
    left, right = (layout.cell_of(made, 0, n) for n in (0, 1))
    line(left, "{{ governing }}", size=CAPITALS_PT, align=CENTRE)
    line(left, "{{ organiser }}", size=CAPITALS_PT, bold=True, align=CENTRE)
    own = min(layout.width_mm(settings.documents.organiser, CAPITALS_PT), room(left_mm))
    rule(left, round(own * RULE_SHARE, 1), room(left_mm))
    line(right, NATION, size=CAPITALS_PT, bold=True, align=CENTRE)
    line(right, MOTTO, size=MOTTO_PT, bold=True, align=CENTRE)
    rule(right, MOTTO_MM, room(right_mm))
    if not number:
        return
    left, right = (layout.cell_of(made, 1, n) for n in (0, 1))
    line(left, f"Số: {number}", size=13, align=CENTRE, before=4)
    if about:
        line(left, about, size=12, align=CENTRE, before=6)
    if dated:
        line(right, "{{ place_of_issue }}, {{ own.date }}", size=13, italic=True, align=CENTRE, before=4)


def title(document: Doc, kind: str, subject: str, filled: str = "") -> None:
    """Type name and subject with the rule under it. `filled`: what the subject will say, if it is no full line."""
    layout.styled(line(document, kind, bold=True, align=CENTRE, before=14, keep=True), "Title")
    layout.styled(line(document, subject, bold=True, align=CENTRE, keep=True), "Subtitle")
    full = HEAD_COLUMNS_MM[0] + HEAD_COLUMNS_MM[1]
    own = min(layout.width_mm(filled, layout.BODY_PT) if filled else full, full)
    rule(document, round(own * RULE_SHARE, 1), full)


def to(document: Doc, addressee: str) -> None:
    """Kính gửi: one addressee on the same line."""
    line(document, f"Kính gửi: {addressee}", align=CENTRE, before=16)
    line(document, size=8)


def signed(document: Doc, signer: str, *, recipients: list[str], first: list[str]) -> None:
    """Recipients at the left, level with the signer's position at the right. `recipients` are paragraphs and fields."""
    made = table(document, HEAD_COLUMNS_MM, 1, lines=False)
    layout.whole(made.rows[0])
    left, right = (layout.cell_of(made, 0, n) for n in (0, 1))
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, before=12)
    for text in [*first, *recipients, "- Lưu: VT, {{ drafter }}."]:
        if text.startswith("{%p"):
            layout.tag(left, text)
        else:
            line(left, text, size=11)
    signature(right, signer)


def signature(place: Any, signer: str) -> None:
    """Authority line where there is one, position, room to sign, name."""
    layout.tag(place, f"{{%p if signers.{signer}.authority %}}")
    line(place, f"{{{{ signers.{signer}.authority }}}}", bold=True, align=CENTRE, before=12, keep=True)
    line(place, f"{{{{ signers.{signer}.position }}}}", bold=True, align=CENTRE, keep=True)
    layout.tag(place, "{%p else %}")
    line(place, f"{{{{ signers.{signer}.position }}}}", bold=True, align=CENTRE, before=12, keep=True)
    layout.tag(place, "{%p endif %}")
    line(place, f"{{{{ signers.{signer}.name }}}}", bold=True, align=CENTRE, before=SIGNATURE_GAP_PT)


def annex_title(document: Doc, number: str, name: str, belongs: str) -> None:
    """Phụ lục I, its title in capitals, and the paper it belongs to."""
    centred = layout.styled(line(document, number, bold=True, align=CENTRE, keep=True), "Heading 1")
    centred.paragraph_format.first_line_indent = Mm(0)
    layout.styled(line(document, name, bold=True, align=CENTRE, keep=True), "Subtitle")
    line(document, belongs, italic=True, align=CENTRE, keep=True)
    line(document, size=8, keep=True)


def items(document: Doc, each: str, name: str, text: str) -> None:
    """A paragraph of the running text for each thing of a list."""
    layout.tag(document, f"{{%p for {name} in {each} %}}")
    made = layout.body(document, text)
    if text.startswith("- "):
        layout.styled(made, "List Bullet")
    layout.tag(document, "{%p endfor %}")

"""The portal's version as one HTML page without scripts, and its table as open data: what `public.of` lets out, nothing else."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import TYPE_CHECKING, Any, Final

from kiosk.papers.text import wording
from kiosk.papers.xlsx.workbook import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.papers.record import Record

Fields = dict[str, Any]
COLUMNS: Final = (
    ("number", "KN số"), ("business", "Doanh nghiệp"), ("field", "Lĩnh vực"), ("text", "Nội dung kiến nghị"),
    ("answer", "Nội dung trả lời"), ("basis", "Căn cứ pháp lý"), ("unit", "Cơ quan, đơn vị trả lời"), ("form", "Hình thức trả lời"),
    ("result", "Kết quả"), ("due", "Thời hạn"),
)  # fmt: skip
"""Field of a published question → its heading."""
KEYS: Final = {
    "number": "kien_nghi_so", "business": "doanh_nghiep", "field": "linh_vuc", "text": "noi_dung_kien_nghi",
    "answer": "noi_dung_tra_loi", "basis": "can_cu_phap_ly", "unit": "don_vi_tra_loi", "form": "hinh_thuc", "result": "ket_qua",
    "due": "thoi_han",
}  # fmt: skip
"""The names of the columns as open data."""
STYLE: Final = """
:root{--accent:%(accent)s}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;
  font:1.0625rem/1.6 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1b1d22;background:#fff}
header{border-bottom:4px solid var(--accent);padding-bottom:1rem;margin-bottom:1.5rem}
h1{font-size:1.75rem;line-height:1.25;margin:.25rem 0}
h2{font-size:1.3rem;margin:2.25rem 0 .75rem;color:var(--accent)}
h3{font-size:1.1rem;margin:1.75rem 0 .5rem}
p,li{max-width:60rem;overflow-wrap:anywhere}
a{color:var(--accent)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
article{border:1px solid #c9ccd3;border-left:6px solid var(--accent);border-radius:6px;padding:.75rem 1rem;
  margin:0 0 1rem;break-inside:avoid}
article h4{margin:0 0 .5rem;font-size:1.0625rem}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.35rem 1rem;margin:0}
dt{font-weight:600;color:#43464f}
dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%%}
th,td{border:1px solid #c9ccd3;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f2f3f5}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{body{max-width:none;font-size:11pt}a{color:inherit}}
"""


def html(fields: Fields, record: Record) -> bytes:
    """Return the result of the conference as one accessible page: no script, no foreign source, the department's colour."""
    parts = [
        f"<p>{escape(fields['sentences']['attendance'])}</p>",
        f"<p>{escape(fields['sentences']['received'])}</p>",
        _list(
            f"{one}."
            for one in [*fields["sentences"]["outcomes"], *([fields["withheld"]] if fields["withheld"] else [])]
        ),
        _section("noi-dung", "Nội dung phổ biến", _list(f"{talk['title']}." for talk in fields["talks"])),
        _section("ket-luan", "Kết luận của Hội nghị", _list(_task(task) for task in fields["tasks"])),
        _section("kien-nghi", "Kiến nghị và nội dung trả lời", "".join(map(_band, fields["bands"]))),
        _section("doanh-nghiep", "Doanh nghiệp tham dự", _businesses(fields["businesses"])),
    ]
    where = f"{fields['date'][:1].upper()}{fields['date'][1:]}, tại {fields['place']}"
    return _page(record, f"Kết quả {fields['conference']}", fields["organiser_name"], where, "".join(parts)).encode()


def announcement(record: Record, address: str, code: str) -> bytes:
    """Return the notice before the day: time, place, content, how to register. `code`: the address as an SVG, or nothing."""
    settings = record.settings
    first = next((item for item in settings.programme if item.kind != "reception"), settings.programme[0])
    until = f" đến hết {wording.date(settings.questions_until)}" if settings.questions_until else ""
    register = (
        f'<p>Đăng ký tham dự và gửi kiến nghị tại <a href="{escape(address)}">{escape(address)}</a>{escape(until)}.</p>{code}'
        if address
        else ""
    )
    contact = settings.documents.contact or settings.data.contact
    when = f"{wording.short_hour(settings.moment(first.start))}, {wording.weekday(settings.date)}, {wording.date(settings.date)}"
    facts = [
        ("Thời gian", when),
        ("Địa điểm", settings.place),
        ("Lĩnh vực", wording.joined(field.name for field in settings.fields)),
        ("Liên hệ", contact),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
    items = [
        f"{item.start.replace(':', 'h')}–{item.end.replace(':', 'h')}: {item.title}" for item in settings.programme
    ]
    body = (
        f"<dl>{listed}</dl>"
        + _section("dang-ky", "Đăng ký tham dự, gửi kiến nghị", register)
        + _section("chuong-trinh", "Chương trình", _list(items))
    )
    return _page(record, f"Thông báo tổ chức {settings.name}", settings.documents.organiser_name, "", body).encode()


def _page(record: Record, title: str, organiser: str, under: str, body: str) -> str:
    accent = record.settings.documents.colour
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        'content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE % {'accent': accent}}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Đến nội dung '
        f"chính</a>\n<header><p>{escape(organiser)}</p><h1>{escape(title)}</h1><p>{escape(under)}</p></header>\n"
        f'<main id="main">{body}</main>\n</body>\n</html>\n'
    )


def _section(ident: str, title: str, body: str) -> str:
    return f'<section aria-labelledby="{ident}"><h2 id="{ident}">{escape(title)}</h2>{body}</section>' if body else ""


def _list(items: Any) -> str:
    every = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{every}</ul>" if every else ""


def _task(task: Fields) -> str:
    due = f" (thời hạn {task['due']})" if task["due"] else ""
    return f"{task['unit']}: {task['task']}{due}."


def _band(band: Fields) -> str:
    return f"<h3>{escape(band['title'])}</h3>{''.join(map(_question, band['rows']))}"


def _question(row: Fields) -> str:
    shown = [(name, row[key]) for key, name in COLUMNS[3:] if row[key]]
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in shown)
    return (
        f'<article id="kn-{escape(row["number"])}"><h4>KN số {escape(row["number"])} – '
        f"{escape(row['business'])}</h4><dl>{facts}</dl></article>"
    )


def _businesses(rows: Sequence[Fields]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("TT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ"))
    body = "".join(
        f'<tr><td>{escape(r["n"])}</td><th scope="row">{escape(r["name"])}</th>'
        f"<td>{escape(r['tax_code'])}</td><td>{escape(r['address'])}</td></tr>"
        for r in rows
    )
    return f'<table><caption class="skip">Doanh nghiệp tham dự</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def rows(fields: Fields) -> list[Fields]:
    """Return the published questions as open data, in the order of their numbers."""
    every = [row for band in fields["bands"] for row in band["rows"]]
    return [{KEYS[key]: row[key] for key, _ in COLUMNS} for row in sorted(every, key=lambda row: int(row["number"]))]


def as_json(fields: Fields) -> bytes:
    """Return the table with what it is of, as JSON."""
    about = {"hoi_nghi": fields["conference"], "ngay": fields["short_date"], "don_vi_to_chuc": fields["organiser_name"]}
    return json.dumps(about | {"kien_nghi": rows(fields)}, ensure_ascii=False, indent=1).encode()


def as_csv(fields: Fields) -> bytes:
    """Return the table as CSV that Excel opens in Vietnamese (UTF-8 with its mark); no cell is calculated."""
    file = io.StringIO()
    writer = csv.DictWriter(file, [KEYS[key] for key, _ in COLUMNS], lineterminator="\r\n")
    writer.writeheader()
    for row in rows(fields):
        writer.writerow({name: inert(text) for name, text in row.items()})
    return b"\xef\xbb\xbf" + file.getvalue().encode()

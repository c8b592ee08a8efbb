"""The archive: one folder with all papers, the record as SQLite and CSV, and a list of files with their SHA-256.

It is read without Kiosk: by Word, a spreadsheet, any SQLite browser, and `sha256sum -c SHA256SUMS`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.i18n.dates import short_date
from kiosk.papers import made as papers_made
from kiosk.papers.docx import to_pdf
from kiosk.papers.text.wording import short_hour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.conference.conference import Conference

SUMS, READ_ME = "SHA256SUMS", "DOC-TRUOC.txt"
PAPERS, RECORD, TABLES = "van-ban", "du-lieu.sqlite", "du-lieu"
LEFT_OUT: Final = frozenset({"device", "enrolment", "operation", "sqlite_sequence", "_sqlite_migrations"})
"""Tables of devices and requests: no part of the conference's record."""
EMPTIED: Final = ("code_digest", "old_digests")
"""Columns that open doors; they are empty in an archive."""
TEXT: Final = """HỒ SƠ LƯU TRỮ: {name}
Lập lúc {made}.

{papers}/            văn bản đã lập (Word, Excel, PDF nếu có)
{record}      toàn bộ dữ liệu, cơ sở dữ liệu SQLite, mở bằng phần mềm bất kỳ đọc được SQLite
{tables}/            cùng dữ liệu đó, mỗi bảng một tệp CSV (UTF-8), mở bằng Excel hoặc LibreOffice
{sums}          mã SHA-256 của từng tệp; kiểm tra bằng lệnh: sha256sum -c {sums}

Hồ sơ chứa dữ liệu cá nhân: bảo quản và sử dụng theo quy định về bảo vệ dữ liệu cá nhân.
"""


def of(conference: Conference, target: Path, *, pdf: bool = False) -> list[Path]:
    """Make all papers, as PDF too if wanted, and write the archive into a new folder. Returns its files."""
    if target.exists() and any(target.iterdir()):
        raise Refusal("{folder} holds something already. Choose a new folder for the archive.", folder=target)
    with tempfile.TemporaryDirectory(prefix="kiosk-archive-") as name:
        work = Path(name)
        written = papers_made.write(conference, work / PAPERS)
        if pdf:
            written += to_pdf.convert([path for path in written if path.suffix == ".docx"])
        with closing(sqlite3.connect(work / "copy.db")) as copy:
            conference.db.copy_to(copy)
            copy.execute("pragma journal_mode=delete")
        papers = ((path.relative_to(work / PAPERS).as_posix(), path.read_bytes()) for path in written)
        made = f"{short_hour(conference.clock.local())} {short_date(conference.clock.local().date())}"
        return write(target, papers, work / "copy.db", conference.settings.name, made)


def write(target: Path, papers: Iterable[tuple[str, bytes]], copy: Path, name: str, made: str) -> list[Path]:
    """Write the archive into a new folder. `copy`: a copy of the database that nobody writes. Returns its files.

    The folder appears whole or not at all.
    """
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for file, data in papers:
        place = part / PAPERS / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    _database(copy, part / RECORD)
    (part / TABLES).mkdir()
    for table, data in tables(part / RECORD):
        (part / TABLES / f"{table}.csv").write_bytes(data)
    about = TEXT.format(name=name, made=made, papers=PAPERS, record=RECORD, tables=TABLES, sums=SUMS)
    (part / READ_ME).write_bytes(b"\xef\xbb\xbf" + about.replace("\n", "\r\n").encode())
    (part / SUMS).write_bytes(sums(part).encode())
    if target.exists():
        target.rmdir()
    atomic.put(part, target)
    return sorted(path for path in target.rglob("*") if path.is_file())


def sums(folder: Path) -> str:
    """Return a line for each file of a folder, as `sha256sum -c` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )


def _database(copy: Path, target: Path) -> None:
    """Copy the record without what opens doors: codes' digests, devices, requests; the log loses nothing else."""
    with (
        closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as made,
    ):
        source.backup(made)
        made.execute("pragma journal_mode=delete")
        names = _names(made)
        for table in LEFT_OUT & names:
            if not table.startswith("sqlite_"):
                made.execute(f"drop table {table}")
        for table in names - LEFT_OUT:
            for column in {row[1] for row in made.execute(f"pragma table_info({table})")} & set(EMPTIED):
                made.execute(f"update {table} set {column} = ''")  # noqa: S608 - names of this file's schema
        made.commit()
        made.execute("vacuum")


def _names(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}


def tables(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each table of a database as CSV with headings, in UTF-8 with its mark, so that Excel reads Vietnamese."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for table in sorted(_names(db)):
            rows = db.execute(f'select * from "{table}"')  # noqa: S608 - a name of this file's schema
            file = io.StringIO()
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow([column[0] for column in rows.description])
            writer.writerows(rows)
            yield table, b"\xef\xbb\xbf" + file.getvalue().encode()

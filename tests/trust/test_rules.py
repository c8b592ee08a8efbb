"""The rules of `rules.py` over all of our own code: each finds its planted offences, and in the code only what is listed."""

import subprocess
from pathlib import Path

import pytest

from tests.trust import rules

ROOT = Path(__file__).parents[2]


def found(rule, *patterns):
    """{file: what the rule finds in it}, files without a finding left out."""
    files = sorted(
        {path for pattern in patterns for path in ROOT.glob(pattern) if not {"vendor", "bundles"} & set(path.parts)}
    )
    assert len(files) > 0
    seen = {path.relative_to(ROOT).as_posix(): rule(path.read_text(encoding="utf-8")) for path in files}
    return {name: sorted(set(what)) for name, what in seen.items() if what}


PYTHON = ("kiosk/**/*.py", "live/**/*.py", "badges/**/*.py")


@pytest.mark.parametrize(("rule", "offence"), [(rule, text) for rule, texts in rules.RULES.items() for text in texts])
def test_each_rule_finds_a_planted_offence(rule, offence):
    assert rule(offence) != [], offence


NAMES = {
    "kiosk/storage/connection.py": ["name", "value"],  # PRAGMAS, a table of that module
    "kiosk/storage/verify.py": [
        "JOURNALED[event['tab']]",
        "event['tab']",
        "table",
    ],  # names of tables out of the schema
    "kiosk/doctor/findings.py": ["name"],  # PRAGMAs named in that line
    "kiosk/storage/database.py": [
        "', '.join('?' * len(columns))",
        "', '.join(columns)",
        "key",
        "sets",
        "table",
    ],
    "kiosk/storage/writing.py": ["JOURNALED[table]", "table"],  # a table of the schema and its key
    "kiosk/arrivals/arrival_rows.py": ["STANDS", "seen"],  # parts of a query, written in that module
    "kiosk/arrivals/heads.py": ["HERE", "came", "sql"],  # the same
    "kiosk/arrivals/merging.py": ["column", "table"],  # a table of that module
    "kiosk/closing/erasure.py": ["table"],
    "kiosk/papers/archive.py": ["column", "table"],  # names of the schema, read from the file itself
    "kiosk/papers/made.py": ["', '.join('?' * len(READ))"],
    "kiosk/storage/kept.py": ["column", "table"],  # a table of the schema and its key
    "kiosk/storage/schema.py": ["column", "table"],  # a migration's own table
    "kiosk/intake/undo.py": ["TABLES[step.table]", "step.table"],
    "kiosk/intake/plan.py": ["', '.join('?' * len(TABLES))"],
    "live/undo.py": ["change.table", "key"],  # tables of that module, as the log names them
}
"""What may stand in the text of a query: names of our own tables and columns, parts of it written beside it, marks."""


def test_no_query_is_put_together_from_data():
    assert found(rules.queries, *PYTHON) == NAMES


def test_no_shell():
    assert found(rules.shells, *PYTHON) == {}


def test_nothing_is_run_from_text():
    sandboxed = {"kiosk/papers/docx/fill.py": ["sandbox.from_string"]}  # the office's template, in Jinja's sandbox
    assert found(rules.running_text, *PYTHON) == sandboxed
    assert found(rules.runners, "static/**/*.js", "templates/**/*.html") == {}


def test_redirects_stay_here():
    assert found(rules.redirects, *PYTHON) == {
        "kiosk/stands/office/guests.py": ["back.format(guest=answer['guest'])"],  # two texts of that file, a guest's id
    }


def test_secrets_come_from_the_systems_generator():
    assert found(rules.weak_random, *PYTHON) == {}


def test_only_sha_256():
    assert found(rules.other_hashes, *PYTHON) == {}


def test_the_server_calls_nobody():
    asked = ["http.client", "urllib.request"]  # the spare: its server; a command: the one that runs in its folder
    assert found(rules.network, *PYTHON) == {
        "kiosk/doctor/findings.py": asked, "kiosk/recovery/peers.py": asked, "kiosk/recovery/spare.py": asked,
        "kiosk/cli/making.py": asked,  # a spare that is being set up: its server's certificate
        "kiosk/doctor/selfcheck.py": ["socket.create_connection"],  # itself
        "kiosk/cli/start.py": ["urllib.request"],  # `kiosk` asks the server that it has started itself
    }  # fmt: skip
    assert found(rules.foreign, "static/**/*.js", "static/**/*.css", "templates/**/*.html") == {}


def test_json_is_read_by_the_shared_reader():
    assert found(rules.bodies, *PYTHON) == {"kiosk/web/api.py": ["request.get_data"]}


def test_no_value_is_read_from_just_anywhere():
    assert found(rules.anywhere, *PYTHON) == {}


def test_nothing_that_is_named_like_a_secret_is_logged():
    assert found(rules.logged, *PYTHON) == {}


def test_secrets_are_not_compared_letter_by_letter():
    tax_code = ["re.sub('\\\\D', '', word) != digits"]  # a tax code in a text that is searched, no secret
    assert found(rules.compared, *PYTHON) == {"kiosk/closing/erasure.py": tax_code}


def test_html_from_strings_has_its_few_places():
    assert found(rules.unescaped, *PYTHON, "templates/**/*.html") == {
        "kiosk/papers/docx/sandbox.py": ["Markup("],  # escaped in the line above
        "kiosk/web/fragments.py": ["Markup("],  # what a template drew, autoescape on
        "kiosk/stands/help.py": ["Markup("],  # the product's own sheets, raw HTML off
        "templates/scanner_check/page.html": ["| safe"],  # a QR code, drawn by badges.qr
        "templates/shared/_frame.html": ["| safe"],  # a picture that the server drew
        "templates/desk/page.html": ["| safe"],
        "templates/hall/_picture.html": ["| safe"],  # a QR code, drawn by badges.qr
        "templates/office/devices.html": ["| safe"],
    }


def test_scripts_make_html_in_one_place():
    assert found(rules.html_makers, "static/**/*.js") == {
        "static/shared/picture.js": ["createPolicy", "innerHTML"],
        "static/shared/trusted-workers.js": ["createPolicy"],  # addresses of two scripts of ours
    }


def test_no_secret_is_in_the_repository():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    names = [name for name in listed.split("\0") if name]
    assert [name for name in names if name.endswith((".key", ".pem", ".p12", ".crt", ".db", ".sqlite", ".env"))] == []
    texts = [(ROOT / name).read_bytes().decode("utf-8", "replace") for name in names if (ROOT / name).is_file()]
    assert [name for name, text in zip(names, texts, strict=False) if rules.private_keys(text)] == []


def test_windows_say_nothing_to_each_other():
    """Two workers hear the page that alone may start them (static/shared/trusted-workers.js)."""
    assert found(rules.windows_talk, "static/**/*.js", "templates/**/*.html") == {
        "static/desk/service-worker.js": ['addEventListener("message"'],
        "static/shared/decoder-worker.js": ['addEventListener("message"'],
    }

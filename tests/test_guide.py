"""The operators' pages say what the screens say: every stand in both languages, every quoted text, every picture and link."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import i18n
from kiosk.conference.devices import Role
from tests.support.catalogue import texts

pytestmark = pytest.mark.audit

DOCS = Path(__file__).parent.parent / "docs"
STANDS = {str(role) for role in Role} - {"steward", "spare", "public"} | {"phone"}
"""A steward's page is on the desk's sheet; a spare laptop shows nothing; the public stands before a phone."""
PAGES = sorted([*DOCS.glob("vi/*.md"), *DOCS.glob("en/*.md")])
FACT = re.compile(r"%\(\w+\)s|\{\w+(?::[^}]*)?\}")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(DOCS)) for path in paths]


def spoken(text: str) -> re.Pattern[str]:
    """What the screen may say: the text with any fact in its gaps."""
    return re.compile(".+".join(re.escape(part) for part in FACT.split(text)))


def screens(language: str) -> list[re.Pattern[str]]:
    """All that pages say in a language; texts that are little but gaps would match anything and prove nothing."""
    shown = [text if language == "vi" else source for source, text in texts().items()]
    return [spoken(text) for text in shown if len(re.findall(r"\w", FACT.sub("", text))) >= 2]


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def keys_of(stand: str, pattern: str) -> dict[str, str]:
    """Key → English words of its button, as a stand's templates have them."""
    templates = (DOCS.parent / "templates" / stand).glob("*.html")
    return {key: words for page in templates for words, key in re.findall(pattern, page.read_text())}


def sheet_keys(language: str, stand: str) -> dict[str, list[str]]:
    """Key → what a stand's sheet calls its buttons."""
    rows = re.findall(r"^\| \*\*(\w+)\*\*([^\n]*)", (DOCS / language / f"{stand}.md").read_text(), re.MULTILINE)
    return {key: re.findall(r"«([^»]+)»", rest) for key, rest in rows}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("stand", "pattern"),
    [
        ("moderator", r"""_\("([^"]+)"\), "([APLWXHU])\""""),
        ("desk", r"""_\("([^"]+)"\) }} <kbd>(F\d)</kbd>"""),
    ],
)
def test_a_sheet_gives_each_key_the_words_of_its_button(language, stand, pattern):
    found = keys_of(stand, pattern)
    assert found
    words = {key: texts()[text] if language == "vi" else text for key, text in found.items()}
    told = sheet_keys(language, stand)
    assert {key: text for key, text in words.items() if text not in told.get(key, [])} == {}


def test_every_stand_has_a_page_in_both_languages():
    assert {path.stem for path in DOCS.glob("vi/*.md")} == STANDS | {"huong-dan"}
    assert {path.stem for path in DOCS.glob("en/*.md")} == STANDS | {"guide"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_quoted_text_is_on_a_screen(language):
    known = screens(language)
    missing = [
        f"{page.name}: {quoted}"
        for page in DOCS.glob(f"{language}/*.md")
        for quoted in re.findall(r"«([^»]+)»", page.read_text())
        if not any(text.fullmatch(quoted) for text in known)
    ]
    assert missing == []


@pytest.mark.parametrize("page", [*PAGES, DOCS / "index.md"], ids=lambda page: page.name)
def test_every_picture_and_page_that_is_linked_is_there(page):
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", page.read_text()) if "://" not in target]
    assert targets
    missing = []
    for target in targets:
        path, _hash, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.is_file() or (anchor and anchor not in anchors(file)):
            missing.append(target)
    assert missing == []


def test_the_index_leads_to_every_page():
    linked = set(re.findall(r"\]\(((?:vi|en)/[\w-]+\.md)\)", (DOCS / "index.md").read_text()))
    assert linked == set(names(PAGES))


def test_every_page_of_a_stand_shows_it():
    shown = {page: re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text()) for page in PAGES}
    assert [str(page) for page, pictures in shown.items() if page.stem in STANDS and not pictures] == []


@pytest.mark.parametrize(
    ("stand", "role", "sheets"),
    [
        ("desk", Role.DESK, ["desk"]), ("desk", Role.STEWARD, ["desk"]), ("moderator", Role.MODERATOR, ["moderator", "hall"]),
        ("secretary", Role.SECRETARY, ["secretary"]), ("chair", Role.CHAIR, ["chair"]), ("presenter", Role.PRESENTER, ["presenter"]),
        ("office", Role.OFFICE, ["office"]), ("desk/scanner", Role.DESK, ["desk"]), ("office/scanner", Role.OFFICE, ["office"]),
    ],
)  # fmt: skip
def test_every_stand_opens_its_own_sheet_in_the_pages_language(enrolled, stand, role, sheets):
    client = enrolled(role, "A")
    page = client.get(f"/{stand}").text
    assert [sheet for sheet in sheets if not re.search(rf'class="help[^"]*" href="/help/{sheet}["?]', page)] == []
    for sheet in sheets:
        for language in ("vi", "en"):
            heading = re.search(r"^# (.+)$", (DOCS / language / f"{sheet}.md").read_text(), re.MULTILINE)[1]
            with i18n.speaking(language):
                page = client.get(f"/help/{sheet}?lang={language}").text
            assert heading in page


def test_the_two_languages_show_the_same_pictures():
    for page in (page for page in DOCS.glob("vi/*.md") if page.stem in STANDS):
        pictures = [re.findall(r"pictures/[\w-]+\.png", path.read_text()) for path in (page, DOCS / "en" / page.name)]
        assert pictures[0] == pictures[1]


@pytest.mark.parametrize("page", ["vi/huong-dan.md", "en/guide.md"])
def test_whatever_serves_the_network_serves_it_as_the_devices_know_it(page):
    serves = re.findall(r"kiosk --conference \S+ ((?:run|rehearse|takeover) [^`\n]*)", (DOCS / page).read_text())
    assert [words for words in serves if "--host 0.0.0.0" in words and "--tls" not in words] == []
    assert len(serves) >= 3


@pytest.mark.parametrize("page", ["vi/office.md", "en/office.md"])
def test_a_closed_server_is_opened_again_for_the_network(page):
    row = next(line for line in (DOCS / page).read_text().splitlines() if "14:10:05" in line)
    assert re.search(r"\(\S+#(\d)-", row)[1] == "6"


def pages_of(path: Path) -> int:
    said = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages: +(\d+)$", said, re.MULTILINE)[1])


@pytest.mark.browser
def test_every_stand_fits_on_one_sheet(tmp_path):
    subprocess.run([sys.executable, DOCS / "sheets.py", tmp_path], check=True)  # a second Playwright needs its own
    made = [path for path in sorted(tmp_path.rglob("*.pdf")) if path.stem in STANDS]
    lengths = {str(path.relative_to(tmp_path)): pages_of(path) for path in made}
    assert lengths == dict.fromkeys(lengths, 1)
    assert len(lengths) == 2 * len(STANDS)


@pytest.mark.parametrize("page", ["vi/huong-dan.md", "en/guide.md"])
def test_the_guide_names_no_command_outside_its_appendix(page):
    text = (DOCS / page).read_text()
    body, _mark, appendix = re.split(r"(?m)^(## (?:Phụ lục|Appendix))", text)
    assert re.findall(r"\bkiosk (?:--|[a-z-]+ )[^\n]*", re.sub(r"`?kiosk-…", "", body)) == []
    assert re.findall(r"(?:lệnh|[Cc]ommand) \d+|--[a-z]\w+|Ctrl\+C|`run`", body) == []
    assert re.findall(r"(?m)^\| (\d+) \|", appendix)


@pytest.mark.parametrize(
    "page", [path for path in PAGES if path.stem in STANDS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_sheet_needs_no_terminal(page):
    assert re.findall(r"\bkiosk [a-z-]+\b|`(?:run|takeover|spare)`|--[a-z]\w+", page.read_text()) == []

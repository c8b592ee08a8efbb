"""Where the pages' files are found, and that what npm brought is whole."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import hatch_build
from badges.refusal import Refusal
from kiosk import assets
from kiosk.stands.desk import service_worker

ROOT = Path(__file__).parents[2]
MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in MARKS}
LETTERS = {letter for small in VOWELS | {"đ"} for letter in (small, small.upper()) if not letter.isascii()}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own with a copy of what npm brought."""
    shutil.copytree(ROOT / "static" / "vendor", tmp_path / "static" / "vendor")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "kiosk")
    return tmp_path


def test_a_checkout_keeps_its_folders_beside_the_package(tree: Path) -> None:
    assert assets.folder("templates") == tree / "templates"


def test_an_installed_package_keeps_them_inside(tree: Path) -> None:
    (tree / "kiosk" / "templates").mkdir(parents=True)
    assert assets.folder("templates") == tree / "kiosk" / "templates"


def test_what_npm_brought_is_what_package_json_asks_for(tree: Path) -> None:
    assets.check()
    table = json.loads((tree / "package.json").read_text())["vendor"]
    brought = {path.relative_to(assets.vendor()).as_posix() for path in assets.vendor().rglob("*") if path.is_file()}
    assert brought == {*table.values(), ".stamp", "licenses/zxing-cpp.txt"}


def test_kiosk_does_not_start_without_it(tree: Path) -> None:
    shutil.rmtree(tree / "static" / "vendor")
    with pytest.raises(Refusal, match=r"chạy “python hatch_build\.py”"):
        assets.check()


def test_kiosk_does_not_start_with_that_of_another_version(tree: Path) -> None:
    (tree / "package-lock.json").write_text("{}")
    with pytest.raises(Refusal, match=re.escape(str(tree))):
        assets.check()


def test_line_ends_of_windows_do_not_count(tree: Path) -> None:
    package = tree / "package.json"
    package.write_bytes(package.read_bytes().replace(b"\n", b"\r\n"))
    assets.check()


def test_a_bundle_counts_until_a_script_or_a_style_of_it_changes(tree: Path) -> None:
    for part in ("shared", "phone"):
        shutil.copytree(ROOT / "static" / part, tree / "static" / part)
    assert assets.bundle("phone.js") == ""
    (tree / "static" / "bundles").mkdir()
    (tree / "static" / "bundles" / "phone.js").write_text(f"/*{hatch_build.sources(tree)}*/1;")
    assets._packed.cache_clear()
    assert re.fullmatch(r"bundles/phone\.js\?[0-9a-f]{16}", assets.bundle("phone.js"))
    with (tree / "static" / "phone" / "phone.css").open("a") as style:
        style.write("p { margin: 0 }")
    assets._packed.cache_clear()
    assert assets.bundle("phone.js") == ""


@pytest.mark.parametrize("weight", assets.WEIGHTS)
def test_the_font_has_every_vietnamese_letter(weight: int) -> None:
    assert len(LETTERS) == 134
    assert {letter for letter in LETTERS if ord(letter) not in TTFont(assets.font(weight)).getBestCmap()} == set()


def test_there_is_no_other_weight() -> None:
    with pytest.raises(ValueError, match="weight 500"):
        assets.font(500)


def test_browser_libraries_import_only_what_is_there() -> None:
    """No bundler: an import that does not resolve would be a blank page."""
    found = set()
    for script in assets.vendor().rglob("*.js"):
        code = re.sub(r"/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
        for wanted in re.findall(r"""(?:^|[;}\n])\s*(?:import|export)\b[^;"']*?from\s*["']([^"']+)["']""", code):
            assert (script.parent / wanted).is_file(), f"{script.name} imports {wanted}"
            found.add(wanted)
    assert found == {"../share.js", "./_md.js", "./_u64.js", "./utils.js"}


def test_the_desks_shell_holds_every_module_that_its_modules_import() -> None:
    kept = {path for path in service_worker.files() if path.suffix == ".js" and "vendor" not in path.parts}
    named = re.compile(r"""^(?:import|export) .*?from "(\./[^"]+)";$""", re.MULTILINE)
    asked = {
        (path.parent / name).resolve() for path in kept for name in named.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(path.name for path in asked - {path.resolve() for path in service_worker.files()}) == []

"""The shape of the repository: what lies where, who may import whom, and how long things may get."""

import ast
import os
import re
import subprocess
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("badges", "live", "kiosk")  # each may import itself and those before it
TOP = {*PACKAGES, "static", "templates", "tests", "docs", "examples", "bench", "findings"}
TOP |= {"README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "Makefile", "pyproject.toml", "requirements.lock"}
TOP |= {"package.json", "package-lock.json", "hatch_build.py"}
TOP |= {".ci", ".gitattributes", ".gitignore", ".npmrc"}
ROOMS = {
    "badges": "", "live": "badges", "kiosk/i18n": "badges live",
    "kiosk/settings": "console atomic", "kiosk/machine": "settings console atomic", "kiosk/storage": "machine",
    "kiosk/conference": "settings storage console machine",
    "kiosk/arrivals": "settings conference", "kiosk/intake/reader": "",
    "kiosk/intake": "settings storage conference machine intake/reader atomic",
    "kiosk/guests": "settings storage conference arrivals intake intake/reader recovery papers/xlsx atomic"
    " assets",
    "kiosk/dialogue": "settings storage conference arrivals",
    "kiosk/web": "conference storage machine", "kiosk/recovery": "settings storage conference console machine recording slides atomic",
    "kiosk/doctor": "settings conference web recovery console machine assets atomic",
    "kiosk/papers/docx": "settings atomic machine papers/text", "kiosk/papers/xlsx": "papers papers/text",
    "kiosk/papers/pdf": "settings conference arrivals guests papers papers/text assets",
    "kiosk/papers/text": "settings papers",
    "kiosk/papers": "settings storage conference arrivals guests recovery machine papers/docx papers/pdf papers/text papers/xlsx atomic"
    " assets",
    "kiosk/closing": "storage conference intake papers papers/text recovery recording slides",
    "kiosk/assets": "", "kiosk/atomic": "", "kiosk/console": "", "kiosk/recording": "atomic",
    "kiosk/slides": "atomic machine",
}  # fmt: skip
"""Folder → what it may import besides itself; each below `kiosk/` may import badges, live and i18n too.

A stand may import all of these; `app`, `openapi`, `server` and `cli` bring them together.
"""
ABOVE = {
    "kiosk/stands": set(ROOMS), "kiosk/app": {*ROOMS, "kiosk/stands"},
    "kiosk/openapi": {*ROOMS, "kiosk/app", "kiosk/stands"}, "kiosk/server": {*ROOMS, "kiosk/app", "kiosk/stands"},
    "kiosk/cli": {*ROOMS, "kiosk/app", "kiosk/stands", "kiosk/openapi", "kiosk/server"},
    "kiosk/__main__": {"kiosk/cli"}, "kiosk": set(),
}  # fmt: skip
HOMES = {
    "qrcode": "badges", "PIL": "badges kiosk/slides",
    "pypdfium2": "kiosk/slides", "stdnum": "badges", "babel": "kiosk/i18n", "sqlite_utils": "kiosk/storage",
    "openpyxl": "kiosk/papers/xlsx", "xlrd": "kiosk/intake/reader",
    "docx": "kiosk/papers/docx", "docxtpl": "kiosk/papers/docx",
    "fpdf": "kiosk/papers/pdf", "cryptography": "kiosk/machine", "redis": "kiosk/server", "wakepy": "kiosk/server",
    "gevent": "kiosk/server kiosk/recovery", "greenlet": "kiosk/server",
    "flask": "kiosk/web kiosk/stands kiosk/server kiosk/app kiosk/openapi",
    "werkzeug": "kiosk/web kiosk/stands kiosk/server kiosk/app kiosk/openapi",
    "flask_socketio": "kiosk/web kiosk/server kiosk/app", "socketio": "kiosk/web", "engineio": "kiosk/web",
    "simple_websocket": "kiosk/web", "click": "kiosk/cli kiosk/server",
    "tomlkit": "kiosk/settings", "icalendar": "kiosk/guests", "markdown_it": "kiosk/stands",
}  # fmt: skip
"""Library → the folders that may import it. gevent in recovery: one line of the backup hands it to a thread."""
ONE_HOME = {
    r"\btidy_texts?\b": ("kiosk/", {"kiosk/web/fields.py", "kiosk/web/api.py", "kiosk/settings/load.py"}),
    r"\bos\.(replace|rename|fsync)\b|\bpart\.(replace|rename)\(|O_TRUNC": ("kiosk/", {"kiosk/atomic.py"}),
    r"\bfetch\([^;]*method:|sendBeacon|XMLHttpRequest": ("static/", {"static/shared/post.js"}),
    r"\.perform\(": (
        "kiosk/",
        {"kiosk/web/once.py", "kiosk/conference/conference.py", "kiosk/intake/plan.py", "kiosk/intake/undo.py"},
    ),
    r"\bsys\.executable\b": ("kiosk/", {"kiosk/machine/processes.py"}),
    r"\bsetrlimit\(": ("kiosk/", {"kiosk/machine/process_limits.py", "kiosk/machine/open_files.py"}),
    r"Kiosk-Conference": ("static/", {"static/shared/post.js"}),
    r"normalize\(\"NFK?D\"\)": ("static/", {"static/shared/fold.js"}),
    r"wait_for_timeout|time\.sleep": ("tests/browser/", {"tests/browser/waiting.py"}),
}
"""What is written in one place: a pattern → where it is looked for, and the files that may hold it."""
ELSEWHERE = {
    "badges/test_vietnamese_table.py": "badges/vietnamese.py and static/shared/fold.js",
    "kiosk/test_canary.py": "all pages and papers",
    "kiosk/intake/test_hostile.py": "intake from the upload to the preview",
    "kiosk/intake/test_lists_doc.py": "docs/lists.md against intake/reader",
    "kiosk/intake/test_random_lists.py": "intake from the file to the plan",
    "kiosk/intake/test_readers_hold.py": "intake/reader inside the sandbox",
    "kiosk/intake/test_sentences.py": "the sentences of intake",
    "kiosk/intake/test_unseen_shapes.py": "intake/reader on lists that nobody wrote a rule for",
    "kiosk/intake/test_words_of_lists.py": "intake/reader on the words that offices write",
    "kiosk/intake/reader/test_files.py": "intake/reader on kinds of files",
    "kiosk/intake/reader/test_shapes.py": "intake/reader on shapes of lists",
    "kiosk/machine/test_windows.py": "all of kiosk: what Windows lacks stands in kiosk/machine only",
    "kiosk/papers/test_evening.py": "all papers of the driven day",
    "kiosk/papers/test_papers_agree.py": "all papers against each other",
    "kiosk/papers/test_sentences_read.py": "all papers as sentences",
    "kiosk/papers/test_rendered.py": "papers as LibreOffice draws them",
    "kiosk/papers/test_voices.py": "several voices of an answer in all papers",
    "kiosk/papers/docx/test_fields.py": "papers/docx: the fields of all templates",
    "kiosk/papers/docx/test_layout_figures.py": "papers/docx: figures of Nghị định 30/2020/NĐ-CP",
    "kiosk/stands/moderator/test_hall_pages.py": "stands/moderator/programme.py and dialogue/hall_view.py",
    "kiosk/stands/moderator/test_state_machine.py": "stands/moderator against a model",
    "kiosk/stands/moderator/test_undo.py": "live/undo.py by way of the moderator's routes",
    "kiosk/stands/test_closing.py": "dialogue/closing.py by way of the stands",
    "kiosk/storage/test_older_schema.py": "storage/schema.py on files of earlier versions",
    "kiosk/web/test_origin.py": "web/access.py: requests of other sites",
    "live/test_families.py": "live/duplicates.py and live/questions.py",
}
"""Tests below `badges`, `kiosk` and `live` that drive more than the module of their name, and what they drive."""
FETCHED = ("vendor/", "node_modules/", ".min.js", ".wasm", ".woff2", ".ttf", ".otf")
HOSTS = ("registry." + "npmjs", "pypi" + ".org", "python" + "hosted", "deb." + "debian", "debian" + ".org")
LONG_FUNCTIONS: set[str] = set()  # exceptions, each with its reason
LONG_FILES: set[str] = set()


@cache
def files() -> list[str]:
    """Everything that is, or is about to be, committed."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the packages by its dotted name."""
    paths = [name for name in files() if name.endswith(".py") and name.startswith(tuple(f"{p}/" for p in PACKAGES))]
    return {dotted(name): ast.parse((ROOT / name).read_bytes()) for name in paths}


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(module: str) -> set[str]:
    """All that a module imports, at any depth: `from kiosk import db` is kiosk.db where that is a module."""
    found = set()
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively, write the package's name"
            assert node.module
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= {name if name in modules() else node.module for name in inner}
    return found


def test_the_top_level_is_fixed() -> None:
    assert {name.split("/")[0] for name in files()} - TOP == set()


def room(module: str) -> str:
    """Return the folder of a module as the tables above name it."""
    path = module.replace(".", "/")
    return max((name for name in {*ROOMS, *ABOVE} if f"{path}/".startswith(f"{name}/")), key=len)


def allowed(place: str) -> set[str]:
    if place in ABOVE:
        return ABOVE[place] | {"badges", "live"}
    names = {name if name in ROOMS else f"kiosk/{name}" for name in ROOMS[place].split()}
    lower = {"badges", "live", "kiosk/i18n"} if place.startswith("kiosk/") and place != "kiosk/i18n" else set()
    return names | lower


def test_each_folder_imports_only_what_its_rule_allows() -> None:
    assert {
        name for rule in ROOMS.values() for name in rule.split() if name not in ROOMS and f"kiosk/{name}" not in ROOMS
    } == set()
    strayed = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if other in modules() and room(other) not in allowed(room(module)) | {room(module)}
    ]
    assert strayed == []


def test_a_stand_never_imports_another_stand() -> None:
    def stand(module: str) -> str:
        return module.split(".")[2]

    strayed = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if module.startswith("kiosk.stands.") and other.startswith("kiosk.stands.") and stand(module) != stand(other)
    ]
    assert strayed == []


def test_modules_do_not_import_in_a_circle() -> None:
    graph = {module: {other for other in imports(module) if other in modules()} for module in modules()}
    assert set(TopologicalSorter(graph).static_order()) == set(modules())  # raises CycleError, naming the circle


def test_each_library_has_one_home() -> None:
    strayed = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if (homes := HOMES.get(other.split(".")[0])) and room(module) not in homes.split()
    ]
    assert strayed == []


def test_each_rule_has_one_home() -> None:
    strayed = [
        f"{name}: {found[0]!r} belongs to {' and '.join(sorted(homes))}"
        for pattern, (folder, homes) in ONE_HOME.items()
        for name in files()
        if name.startswith(folder) and name.endswith((".py", ".js")) and name not in homes
        if (found := re.search(pattern, (ROOT / name).read_text(encoding="utf-8")))
    ]
    assert strayed == []
    for pattern, (_folder, homes) in ONE_HOME.items():
        assert all(re.search(pattern, (ROOT / name).read_text(encoding="utf-8")) for name in homes), pattern


def test_modules_are_imported_by_name() -> None:
    assert [
        module for module in modules() if "importlib" in imports(module) or "importlib.import_module" in imports(module)
    ] == []


def test_scripts_import_only_their_own_folder_and_shared() -> None:
    strayed = [
        f"{name} imports {source}"
        for name in files()
        if name.startswith("static/") and name.endswith(".js")
        for source in re.findall(r'(?:from|import)\s*\(?\s*"(\.[^"]+)"', (ROOT / name).read_text(encoding="utf-8"))
        if (parts := os.path.normpath(Path(name).parent / source).replace(os.sep, "/").split("/"))[1]
        not in ("shared", "vendor", name.split("/")[1])
        or (name.split("/")[1] == "shared" and parts[1] not in ("shared", "vendor"))
    ]
    assert strayed == []


def test_pages_are_made_of_their_own_folder_and_shared() -> None:
    strayed = [
        f"{name} uses {source}"
        for name in files()
        if name.startswith("templates/")
        for source in re.findall(
            r'{% (?:extends|include|from|import) "([^"]+)"', (ROOT / name).read_text(encoding="utf-8")
        )
        if source.split("/")[0] not in ("shared", name.split("/")[1])
    ]
    assert strayed == []


def test_bench_and_tests_share_only_the_harness() -> None:
    strayed = [
        f"{name}: {line}"
        for name in files()
        if name.endswith(".py") and name.split("/")[0] in ("tests", "bench")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if (re.match(r"\s*(from|import) bench", line) and name.startswith("tests/"))
        or (re.match(r"\s*(from|import) tests(?!\.support|\.conftest)", line) and name.startswith("bench/"))
    ]
    assert strayed == []


def test_a_test_lies_where_its_module_lies() -> None:
    tests = [
        name.removeprefix("tests/")
        for name in files()
        if name.startswith(tuple(f"tests/{package}/" for package in PACKAGES)) and Path(name).name.startswith("test_")
    ]
    modules = {name: Path(name).with_name(Path(name).name.removeprefix("test_")) for name in tests}
    astray = {
        name
        for name, module in modules.items()
        if not ((ROOT / module).is_file() or (ROOT / module).with_suffix("").is_dir())
    }
    assert astray == ELSEWHERE.keys()


def test_every_file_says_what_it_is() -> None:
    trees = {name: ast.parse((ROOT / name).read_bytes()) for name in files() if name.endswith(".py")}
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_functions_are_short() -> None:
    functions = {
        f"{module}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name for name, lines in functions.items() if lines > 60} == LONG_FUNCTIONS


def test_files_are_short() -> None:
    paths = [name for name in files() if name.endswith(".py") and name.split("/")[0] in PACKAGES]
    paths += [name for name in files() if name.endswith(".js") and name.startswith("static/")]
    assert {name for name in paths if len((ROOT / name).read_bytes().splitlines()) > 300} == LONG_FILES


def test_nothing_fetched_is_committed() -> None:
    assert [name for name in files() if any(mark in name for mark in FETCHED)] == []


def test_no_registry_host_is_named() -> None:
    texts = {name: (ROOT / name).read_bytes() for name in files()}
    assert [name for name, text in texts.items() if any(host.encode() in text for host in HOSTS)] == []


def test_every_document_that_is_cited_is_here() -> None:
    there = {Path(name).name for name in files()}
    cited = {
        f"{name}: {page}"
        for name in files()
        if name.endswith((".py", ".js", ".css", ".html")) and not name.split("/")[-1].startswith("test_")
        for page in re.findall(r"\b([a-z][a-z-]+\.md)\b", (ROOT / name).read_text(encoding="utf-8"))
        if page not in there
    }
    assert cited == set()

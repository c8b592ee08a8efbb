"""The shape of the repository: what lies where, who may import whom, and how long things may get."""

import ast
import subprocess
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("badges", "live", "kiosk")  # each may import itself and those before it
TOP = {*PACKAGES, "static", "templates", "tests", "docs", "examples", "bench"}
TOP |= {"README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "Makefile", "pyproject.toml", "requirements.lock"}
TOP |= {"package.json", "package-lock.json", "hatch_build.py"}
TOP |= {".ci", ".gitattributes", ".gitignore", ".npmrc"}
OWNERS = {"qrcode": "badges", "PIL": "badges", "flask": "kiosk", "flask_socketio": "kiosk", "gevent": "kiosk"}
OWNERS |= {"socketio": "kiosk", "engineio": "kiosk", "simple_websocket": "kiosk", "werkzeug": "kiosk"}
OWNERS |= {"openpyxl": "kiosk", "xlrd": "kiosk", "docxtpl": "kiosk.papers", "docx": "kiosk.papers", "redis": "kiosk"}
OWNERS |= {"fpdf": "kiosk.papers"}
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


def test_packages_import_only_downwards() -> None:
    rank = {package: level for level, package in enumerate(PACKAGES)}
    upwards = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if rank.get(other.split(".")[0], -1) > rank[module.split(".")[0]]
    ]
    assert upwards == []


def test_modules_do_not_import_in_a_circle() -> None:
    graph = {module: {other for other in imports(module) if other in modules()} for module in modules()}
    assert set(TopologicalSorter(graph).static_order()) == set(modules())  # raises CycleError, naming the circle


def test_each_library_is_imported_only_where_it_belongs() -> None:
    strayed = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if (owner := OWNERS.get(other.split(".")[0])) and not f"{module}.".startswith(f"{owner}.")
    ]
    assert strayed == []


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

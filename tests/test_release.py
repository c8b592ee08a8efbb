"""The starters of the release: plain bytes for cmd.exe, a Python judged by running it, and an install begun again where it broke off."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "docs" / "release"


def test_the_windows_starter_is_plain_bytes_with_windows_line_ends():
    data = (HERE / "Kiosk.cmd").read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") > 30
    assert {
        name
        for name in ("lan-dau.txt", "cai-python.txt", "cai-python.html", "loi.txt", "dung-lai.txt")
        if name.encode() not in data
    } == set()


@pytest.mark.parametrize("name", [path.name for path in sorted((HERE / "huong-dan").iterdir())])
def test_what_the_starters_show_is_vietnamese_in_utf8(name):
    assert "Kiosk" in (HERE / "huong-dan" / name).read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path):
    """The folder of a release, with a stand-in for every Python that writes down how it was called."""
    place = tmp_path / "Hội nghị 2026 (bản 1)"
    (place / "wheels").mkdir(parents=True)
    (place / "huong-dan").mkdir()
    (place / "wheels" / "kiosk-0.1.0-py3-none-any.whl").touch()
    for path in (HERE / "huong-dan").iterdir():
        (place / "huong-dan" / path.name).write_bytes(path.read_bytes())
    (place / "kiosk.sh").write_bytes((HERE / "kiosk.sh").read_bytes())
    return place


def run(place, script, *more):
    """Run kiosk.sh with `script` as the only python3."""
    tools = place.parent / "bin"
    tools.mkdir(exist_ok=True)
    for name in ("dirname", "readlink", "cat", "rm", "ls"):
        if not (tools / name).exists():
            (tools / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    for name in ("python3",) if script else ():
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", place / "kiosk.sh", *more], capture_output=True, text=True, env=os.environ | {"PATH": str(tools)}
    )
    return done.returncode, done.stdout


GOOD = """#!/bin/sh
[ "$1" = -c ] && exit 0
if [ "$2" = venv ]; then
  /bin/mkdir -p .venv/bin
  printf '#!/bin/sh\\necho "$@" >> calls\\n{fails}' > .venv/bin/python
  /bin/chmod +x .venv/bin/python
fi
"""


def test_the_first_start_installs_from_the_wheels_and_the_second_only_starts(place):
    assert run(place, GOOD.replace("{fails}", ""), "--choose")[0] == 0
    assert run(place, "", "two words")[0] == 0
    calls = (place / "calls").read_text().splitlines()
    assert [call.split()[1] for call in calls] == ["pip", "kiosk", "kiosk"]
    assert "--no-index --find-links wheels kiosk" in calls[0]
    assert calls[1:] == ["-m kiosk --choose", "-m kiosk two words"]


def test_no_python_or_one_too_old_says_how_to_get_one(place):
    for script in ("", "#!/bin/sh\nexit 1\n"):
        code, said = run(place, script)
        assert (code, "Máy này chưa có Python" in said, (place / ".venv").exists()) == (2, True, False)


def test_an_install_that_broke_off_is_begun_again(place):
    code, said = run(place, GOOD.replace("{fails}", "exit 1\\n"))
    assert (code, "Chưa cài đặt được" in said, (place / ".venv").exists()) == (3, True, False)


@pytest.mark.slow
def test_a_built_release_holds_what_installs_without_an_index():
    """Looks at what `make release` built, where it was: it fetches two hundred megabytes."""
    built = sorted((HERE.parents[1] / "dist").glob("kiosk-*-linux.zip"))
    if not built:
        pytest.skip("no release was built here: make release")
    names = zipfile.ZipFile(built[-1]).namelist()
    assert {"Kiosk/kiosk.sh", "Kiosk/huong-dan/lan-dau.txt"} <= set(names)
    assert any(name.startswith("Kiosk/wheels/kiosk-") for name in names)

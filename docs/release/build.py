"""Build the releases that install without internet: `make release` writes `dist/kiosk-VERSION-windows.zip` and `…-linux.zip`.

Each zip is one folder `Kiosk/` with the file to double-click, the wheels of every dependency for Python 3.11 to 3.14, the
guide, and nothing else. Which wheels are needed is resolved per platform by uv (`pip download` alone evaluates environment
markers by the Python it runs on, and leaves out what only Windows needs); they are fetched by pip. The built folder is
then resolved once more with the index switched off.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DIST = ROOT / "dist"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class Platform:
    """An operating system: uv's name for it, and the wheel tags that pip may take."""

    name: str
    triple: str
    tags: tuple[str, ...]
    starters: tuple[str, ...]


PLATFORMS = (
    Platform("windows", "x86_64-pc-windows-msvc", ("win_amd64",), ("Kiosk.cmd",)),
    Platform(
        "linux", "x86_64-unknown-linux-gnu",
        ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"), ("kiosk.sh", "Kiosk.desktop"),
    ),
)  # fmt: skip


def project() -> dict[str, object]:
    """Return the table `project` of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def run(*command: str | Path) -> None:
    """Run a command; a failure ends the build."""
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)  # noqa: S603 - our own commands


def resolve(platform: Platform, python: str, wanted: Path, pins: Path, *more: str | Path) -> None:
    """Write the pinned dependencies of one platform and Python to `pins`."""
    run(
        sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:",
        "--python-platform", platform.triple, "--python-version", python, "-c", "requirements.lock", wanted, "-o", pins, *more,
    )  # fmt: skip


def fetch(platform: Platform, wheels: Path, work: Path) -> None:
    """Fetch every wheel that the platform needs for every Python."""
    wanted = work / "runtime.txt"
    wanted.write_text("\n".join(project()["dependencies"]) + "\n", encoding="utf-8")  # type: ignore[arg-type]
    for python in PYTHONS:
        pins = work / f"{platform.name}-{python}.txt"
        resolve(platform, python, wanted, pins)
        tags = [part for tag in platform.tags for part in ("--platform", tag)]
        run(
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary",
            ":all:", "--implementation", "cp", "--python-version", python, *tags, "-d", wheels, "-r", pins,
        )  # fmt: skip


def prove(platform: Platform, wheels: Path, work: Path) -> None:
    """Resolve the product from the folder alone, without any index, for every Python."""
    wanted = work / "kiosk.txt"
    wanted.write_text("kiosk\n", encoding="utf-8")
    for python in PYTHONS:
        resolve(platform, python, wanted, work / "proof.txt", "--offline", "--no-index", "--find-links", wheels)


def lay_out(platform: Platform, place: Path) -> None:
    """Put the starters, the guide and the licence beside the wheels."""
    for name in platform.starters:
        shutil.copy2(HERE / name, place / name)
    shutil.copytree(HERE / "huong-dan", place / "huong-dan", dirs_exist_ok=True)
    shutil.copy2(ROOT / "LICENSE", place / "LICENSE.txt")


def pack(place: Path, target: Path) -> None:
    """Zip a folder, stored: wheels are compressed already."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path in sorted(place.rglob("*")):
            if path.is_file():
                package.write(path, Path("Kiosk") / path.relative_to(place))


def build(platform: Platform, own: Path) -> Path:
    """Build one platform's release; returns the zip."""
    work = DIST / f"release-{platform.name}"
    shutil.rmtree(work, ignore_errors=True)
    place = work / "Kiosk"
    wheels = place / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy2(own, wheels / own.name)
    fetch(platform, wheels, work)
    prove(platform, wheels, work)
    lay_out(platform, place)
    target = DIST / f"kiosk-{project()['version']}-{platform.name}.zip"
    pack(place, target)
    return target


def main(names: list[str]) -> None:
    """Build the releases of the platforms named, or all."""
    DIST.mkdir(exist_ok=True)
    for old in DIST.glob("kiosk-*.whl"):
        old.unlink()
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "-w", DIST, ".")
    own = next(DIST.glob("kiosk-*.whl"))
    for platform in PLATFORMS:
        if not names or platform.name in names:
            target = build(platform, own)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])

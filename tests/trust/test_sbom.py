"""The list of parts names everything that a release is made of, with version and licence."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """name → part, for everything in the list; and the list itself under the name of the product."""
    place = tmp_path_factory.mktemp("list")
    script = f"import pathlib, sbom; print(sbom.write(pathlib.Path({str(place)!r})))"
    nowhere = {
        "https_proxy": "http://127.0.0.1:9",
        "http_proxy": "http://127.0.0.1:9",
        "PYTHONPATH": str(ROOT / "docs"),
    }
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=nowhere)
    assert done.returncode == 0, done.stderr
    told = json.loads(Path(done.stdout.strip()).read_text())
    return {f"{c['purl'].split(':')[1].split('/')[0]} {c['name']}": c for c in told["components"]} | {"kiosk": told}


def test_every_part_is_named_with_version_and_licence(parts):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements.lock").read_text()
    pinned = dict(line.split(" ;")[0].split("==") for line in lock.splitlines() if "==" in line and line[0] != "#")
    for name in (canonicalize_name(Requirement(text).name) for text in project["dependencies"]):
        assert parts[f"pypi {name}"]["version"] == pinned[name], name
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in json.loads((ROOT / "package.json").read_text())["dependencies"].items():
        part = parts[f"npm {name}"]
        assert (part["version"], part["scope"], len(part["hashes"])) == (version, "required", 1)
    assert {f"npm {place.removeprefix('node_modules/')}" for place in packages if place} == {
        n for n in parts if n[:3] == "npm"
    }
    nameless = [name for name, part in parts.items() if name != "kiosk" and not (part["version"] and part["licenses"])]
    assert nameless == []


def test_what_a_part_needs_is_there_too_and_tests_are_not(parts):
    told = parts["kiosk"]
    known = {part["bom-ref"] for part in told["components"]} | {"kiosk"}
    needed = {ref for one in told["dependencies"] for ref in one.get("dependsOn", [])}
    assert (needed <= known, {one["ref"] for one in told["dependencies"]} >= known) == (True, True)
    assert {"pypi markupsafe", "pypi greenlet", "npm engine.io-parser"} <= set(parts)
    assert {"pypi pytest", "pypi playwright", "pypi cyclonedx-python-lib"} & set(parts) == set()
    assert (told["bomFormat"], told["specVersion"], told["metadata"]["component"]["name"]) == (
        "CycloneDX",
        "1.6",
        "kiosk",
    )
    assert parts["npm zxing-wasm"]["components"][0]["licenses"] == [{"license": {"id": "Apache-2.0"}}]

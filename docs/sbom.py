"""What a release consists of: every part from PyPI and npm with version, licence and origin, as CycloneDX. `make sbom`.

It asks nobody: what is installed says what the server uses, package-lock.json what the pages use. The file is for the
machine on which it is made, as some parts are for one system only.
"""

from __future__ import annotations

import base64
import json
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LONGEST_LICENCE = 60
"""Some parts put the whole text of their licence where its name belongs."""
FACTORY = LicenseFactory()


def licence(part: Distribution) -> str:
    """The licence that a part from PyPI names: an expression, or else the words of its author."""
    facts = part.metadata
    if expression := facts.get("License-Expression"):
        return expression
    named = (facts.get("License") or "").strip()
    if named and named.upper() != "UNKNOWN" and "\n" not in named and len(named) <= LONGEST_LICENCE:
        return named
    kinds = [kind for kind in facts.get_all("Classifier") or [] if kind.startswith("License ::")]
    return kinds[0].rpartition(" :: ")[2] if kinds else ""


def wanted(texts: list[str], extras: frozenset[str] = frozenset()) -> list[Requirement]:
    """The requirements that hold on this machine."""
    every = map(Requirement, texts)
    return [r for r in every if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in extras | {""})]


def python_parts(bom: Bom, parent: Component, texts: list[str], extras: frozenset[str] = frozenset()) -> None:
    """Put what is required into the list, and what that requires."""
    children = []
    for requirement in wanted(texts, extras):
        name = canonicalize_name(requirement.name)
        part = distribution(name)
        purl = PackageURL("pypi", name=name, version=part.version)
        known = next((c for c in bom.components if c.purl == purl), None)
        one = known or component(name, part.version, purl, licence(part))
        children.append(one)
        if known is None:
            bom.components.add(one)
            python_parts(bom, one, part.requires or [], frozenset(requirement.extras))
    bom.register_dependency(parent, children)


def browser_parts(bom: Bom, root: Component) -> None:
    """Put everything of package-lock.json into the list; what no file of is carried counts as left out."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    files = json.loads((ROOT / "package.json").read_text())["vendor"]
    made: dict[str, Component] = {}
    for place, facts in packages.items():
        name = place.rpartition("node_modules/")[2]
        if not name:
            continue
        space, _slash, bare = name.rpartition("/")
        purl = PackageURL("npm", namespace=space or None, name=bare, version=facts["version"])
        one = component(name, facts["version"], purl, facts.get("license", "") or unnamed(name))
        kind, _dash, digest = facts["integrity"].partition("-")
        if kind == "sha512":
            one.hashes.add(HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex()))
        carried = any(file.startswith(f"{name}/") for file in files)
        one.scope = ComponentScope.REQUIRED if carried else ComponentScope.EXCLUDED
        made[name] = one
        bom.components.add(one)
    inside = component("zxing-cpp", None, PackageURL("github", namespace="zxing-cpp", name="zxing-cpp"), "Apache-2.0")
    made["zxing-wasm"].components.add(inside)  # compiled into its .wasm
    for name, one in made.items():
        bom.register_dependency(one, [made[d] for d in packages[f"node_modules/{name}"].get("dependencies", {})])
    bom.register_dependency(root, [made[name] for name in packages[""]["dependencies"]])


def unnamed(name: str) -> str:
    """The licence of a part whose entry in the lock names none."""
    return {"xmlhttprequest-ssl": "MIT"}.get(name, "")


def component(name: str, version: str | None, purl: PackageURL, named: str) -> Component:
    """One part."""
    if not named:
        raise SystemExit(f"{name}: no licence is named. Look for it, and add it to docs/sbom.py.")
    return Component(
        type=ComponentType.LIBRARY, name=name, version=version, purl=purl, bom_ref=str(purl),
        licenses=[FACTORY.make_from_string(named)],
    )  # fmt: skip


def write(folder: Path) -> Path:
    """Write the list into a folder; returns the file."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    root = Component(
        type=ComponentType.APPLICATION, name=project["name"], version=project["version"],
        purl=PackageURL("pypi", name=project["name"], version=project["version"]), bom_ref="kiosk",
        licenses=[FACTORY.make_from_string(project["license"])],
    )  # fmt: skip
    bom = Bom()
    bom.metadata.component = root
    python_parts(bom, root, project["dependencies"])
    browser_parts(bom, root)
    folder.mkdir(exist_ok=True)
    path = folder / f"kiosk-{project['version']}.cdx.json"
    path.write_text(JsonV1Dot6(bom).output_as_string(indent=2), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{write(ROOT / 'dist')}\n")

"""The description of all addresses (`kiosk openapi`) is complete, and docs/contract.md says the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.openapi import MEANINGS
from tests.support import contract_page

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def told():
    return contract_page.described()


def operations(told):
    return {(path, method): one for path, found in told["paths"].items() for method, one in found.items()}


def test_each_route_is_described_once_and_none_else(app, told):
    routes = sorted(
        (re.sub(r"<(int:|path:)?(\w+)>", r"{\2}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    )
    assert sorted(operations(told)) == routes
    assert len({one["operationId"] for one in operations(told).values()}) == len(routes)


def test_the_roles_are_those_of_the_routes(app, told):
    for rule in app.url_map.iter_rules():
        allowed = getattr(app.view_functions[rule.endpoint], "allowed", {"public"})
        wanted = [{}] if "public" in allowed else [{"device": [role]} for role in sorted(allowed)]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            path = re.sub(r"<(int:|path:)?(\w+)>", r"{\2}", rule.rule)
            assert told["paths"][path][method.lower()]["security"] == wanted, rule.rule


def test_every_shape_forbids_what_it_does_not_name(told):
    open_ones = {name: s for name, s in told["components"]["schemas"].items() if s.get("type") == "object"}
    assert {name for name, shape in open_ones.items() if shape.get("additionalProperties") is not False} == {"Voice"}


def test_every_address_says_what_it_answers_and_how_it_refuses(told):
    refusals = told["components"]["responses"]
    assert {int(n) for n in refusals} == {n for n in MEANINGS if n >= 400}
    assert {one["content"]["application/json"]["schema"]["$ref"] for one in refusals.values()} == {
        "#/components/schemas/Refused"
    }
    for where, one in operations(told).items():
        given = {int(n) for n in one["responses"]}
        assert given & {200, 204} and 503 in given, where
        assert ({401, 403} <= given) is (one["security"] != [{}]), where
        assert where[1] != "post" or {400, 409, 413} <= given, where


def test_a_body_is_read_in_one_place_only():
    raw = re.compile(r"get_json|request\.json|get_data|json\.decode")
    assert [str(p) for p in (ROOT / "kiosk/stands").rglob("*.py") if raw.search(p.read_text(encoding="utf-8"))] == []


def test_the_contract_holds_every_address_that_speaks_json(told):
    assert contract_page.written() == contract_page.table(told), "run: python -m tests.support.contract_page"


def test_the_command_writes_the_same(told, tmp_path):
    file = tmp_path / "kiosk.json"
    assert CliRunner().invoke(main, ["openapi", "--out", str(file)]).exit_code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(json.dumps(told))

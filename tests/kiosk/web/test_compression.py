"""What is the same for everybody is compressed where the browser takes it, and nothing else is."""

from __future__ import annotations

import gzip

import pytest

from kiosk import assets
from kiosk.conference.devices import Role
from kiosk.web import compression

PACKED = {"Accept-Encoding": "gzip, br"}


def get(client, address, **headers):
    """Open an address, and close its file."""
    answer = client.get(address, headers=headers)
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize("address", ["/static/shared/picture.js", "/static/shared/base.css", "/phone"])
def test_what_everybody_gets_is_compressed_and_says_so(app, address):
    client = app.test_client()
    plain, packed = get(client, address), get(client, address, **PACKED)
    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert gzip.decompress(packed.data).split(b"data-now")[0] == plain.data.split(b"data-now")[0]
    assert len(packed.data) == packed.content_length < len(plain.data) / 2
    assert {"Accept-Encoding"} <= set(plain.vary) & set(packed.vary)


def test_a_browser_that_holds_it_is_told_so_whichever_form_it_holds(app):
    client, address = app.test_client(), "/static/shared/picture.js"
    for headers in ({}, PACKED):
        etag = get(client, address, **headers).headers["ETag"]
        again = get(client, address, **PACKED, **{"If-None-Match": etag})
        assert (again.status_code, again.data) == (304, b"")


def test_pages_that_hold_what_not_everybody_may_see_are_never_compressed(app, enrolled):
    office = enrolled(Role.OFFICE)
    for address in ("/office", "/office/guests", "/office/devices", "/office/settings"):
        answer = office.get(address, headers=PACKED)
        assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)


def test_a_font_and_a_large_file_go_as_they_are(app):
    for name in ("fonts/be-vietnam-pro-latin-400.woff2", "zxing/reader/zxing_reader.wasm"):
        answer = get(app.test_client(), f"/static/vendor/{name}", **PACKED)
        assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)


def test_a_bundle_is_kept_under_its_digest_only_and_every_other_file_is_asked_for_again(app, monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "bundle", lambda name: f"bundles/{name}?0123" if name == "phone.js" else "")
    (tmp_path / "bundles").mkdir()
    (tmp_path / "bundles" / "phone.js").write_text("1;")
    (tmp_path / "other.js").write_text("2;")
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    asked = ("bundles/phone.js?0123", "bundles/phone.js?4567", "bundles/phone.js", "other.js?0123")
    kept = [get(app.test_client(), f"/static/{address}").cache_control.max_age for address in asked]
    assert kept == [365 * 86_400, 0, 0, 0]


def test_a_file_is_compressed_once(app, monkeypatch):
    compression._packed.cache_clear()
    for _ in range(3):
        get(app.test_client(), "/static/shared/picture.js", **PACKED)
    assert compression._packed.cache_info()[:2] == (2, 1)

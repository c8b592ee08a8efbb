"""The browser libraries as npm brought them, in a real browser, without a bundler and under a strict content policy."""

import hashlib
import io
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
import qrcode
from playwright.sync_api import Page, Playwright

from kiosk import assets

pytestmark = pytest.mark.browser
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self'"
CODE = "31415926535897932384626433832795028841971"


class Server(SimpleHTTPRequestHandler):
    """static/ with the content policy of the pages, one empty page, and a code to read."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path not in ("/", "/code.png"):
            return super().do_GET()
        body, kind = (code(), "image/png") if self.path == "/code.png" else (b"<!doctype html>", "text/html")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)


def code() -> bytes:
    file = io.BytesIO()
    qrcode.make(CODE).save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def page(playwright: Playwright) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(assets.folder("static"))))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    chromium.close()
    server.shutdown()
    server.server_close()


def test_a_hash_made_without_a_secure_context_is_the_same_as_pythons(page: Page) -> None:
    script = """async text => {
        const {sha256} = await import("/vendor/noble/sha2.js");
        const {bytesToHex, utf8ToBytes} = await import("/vendor/noble/utils.js");
        return bytesToHex(sha256(utf8ToBytes(text)));
    }"""
    assert page.evaluate(script, CODE) == hashlib.sha256(CODE.encode()).hexdigest()


def test_a_code_is_read_with_the_wasm_served_by_ourselves(page: Page) -> None:
    script = """async () => {
        const {prepareZXingModule, readBarcodes} = await import("/vendor/zxing/reader/index.js");
        prepareZXingModule({overrides: {locateFile: name => `/vendor/zxing/reader/${name}`}});
        const picture = await (await fetch("/code.png")).blob();
        return (await readBarcodes(picture, {formats: ["QRCode"]})).map(found => found.text);
    }"""
    assert page.evaluate(script) == [CODE]


def test_a_row_put_into_the_browsers_database_comes_back(page: Page) -> None:
    script = """async () => {
        const {openDB} = await import("/vendor/idb.js");
        const db = await openDB("rows", 1, {upgrade: db => db.createObjectStore("rows", {keyPath: "id"})});
        await db.put("rows", {id: 7, name: "Đặng Thị Ẵng"});
        return await db.get("rows", 7);
    }"""
    assert page.evaluate(script) == {"id": 7, "name": "Đặng Thị Ẵng"}


def test_a_picture_is_morphed_into_the_page_and_keeps_its_elements(page: Page) -> None:
    script = """async () => {
        const {Idiomorph} = await import("/vendor/idiomorph.js");
        document.body.innerHTML = "<ol><li id=a>1</li></ol>";
        const before = document.querySelector("#a");
        Idiomorph.morph(document.body, "<ol><li id=b>0</li><li id=a>2</li></ol>", {morphStyle: "innerHTML"});
        return [document.body.innerHTML, before === document.querySelector("#a")];
    }"""
    assert page.evaluate(script) == ['<ol><li id="b">0</li><li id="a">2</li></ol>', True]


def test_the_other_modules_load(page: Page) -> None:
    script = """async () => [
        typeof (await import("/vendor/socket.io.js")).io,
        typeof (await import("/vendor/sortable.js")).default.create,
    ]"""
    assert page.evaluate(script) == ["function", "function"]


@pytest.mark.parametrize("weight", [400, 700])
def test_the_page_type_draws_vietnamese(page: Page, weight: int) -> None:
    script = """async weight => {
        const load = part => new FontFace("Be", `url(/vendor/fonts/be-vietnam-pro-${part}-${weight}.woff2)`).load();
        return (await Promise.all(["latin", "vietnamese"].map(load))).map(face => face.status);
    }"""
    assert page.evaluate(script, weight) == ["loaded", "loaded"]

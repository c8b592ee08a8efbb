#!/usr/bin/env bash
# 100dvh on paper: Firefox ESR 153.8 (Debian 12, headless, WebDriver BiDi's browsingContext.print) takes the height of the window and not
# that of the page, so that a page with `body { min-height: 100dvh }` and one line of text comes out as several labels of 90 x 55 mm.
# Chromium 156 (--print-to-pdf) takes the height of the page: one label. Seen 30 Nov 2026: Firefox 5 or 6 pages, Chromium 1.
# Needs: firefox-esr, chromium, poppler-utils, python3-venv (Debian); websocket-client 1.9.x (pip). Exits 0 while it holds, 1 when that changes.
set -eu
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT; cd "$place"
for program in firefox-esr chromium pdfinfo; do command -v $program >/dev/null || { echo "install $program first"; exit 2; }; done
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check 'websocket-client>=1.9,<1.10'
cat >page.html <<'HTML'
<!doctype html><meta charset="utf-8"><title>label</title>
<style>@page { size: 90mm 55mm; margin: 0 } html, body, p { margin: 0 } body { min-height: 100dvh }</style><p>One line</p>
HTML
cat >print.py <<'PY'
import base64, json, os, subprocess, time, websocket
firefox = subprocess.Popen(["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port", "29333", "--profile", "profile", "about:blank"],
                           env=os.environ | {"HOME": os.getcwd()}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    for _ in range(300):
        try:
            line = websocket.create_connection("ws://127.0.0.1:29333/session", timeout=60, suppress_origin=True)
            break
        except OSError:
            time.sleep(0.2)
    def call(number, method, **params):
        line.send(json.dumps({"id": number, "method": method, "params": params}))
        while (got := json.loads(line.recv())).get("id") != number:
            pass
        return got["result"]
    call(1, "session.new", capabilities={})
    tab = call(2, "browsingContext.getTree")["contexts"][0]["context"]
    call(3, "browsingContext.navigate", context=tab, url="file://" + os.path.abspath("page.html"), wait="complete")
    margin = {"top": 0, "bottom": 0, "left": 0, "right": 0}
    open("firefox.pdf", "wb").write(base64.b64decode(call(4, "browsingContext.print", context=tab, margin=margin)["data"]))
finally:
    firefox.terminate(); firefox.wait(20)
PY
mkdir profile; venv/bin/python print.py
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=chromium.pdf "file://$place/page.html" >/dev/null 2>&1
pages() { pdfinfo "$1" | awk '/^Pages/ { print $2 }'; }
echo "Firefox: $(pages firefox.pdf) pages, Chromium: $(pages chromium.pdf)"
[ "$(pages firefox.pdf)" -gt 1 ] && [ "$(pages chromium.pdf)" = 1 ]

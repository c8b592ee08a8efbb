# Everything a developer runs. `make demo` shows the product, `make check` before a commit, `make test` is the whole.
PYTHON ?= python3
BIN := .venv/bin
LOCKS := pyproject.toml requirements.lock package.json package-lock.json hatch_build.py .ci/esbuild/package-lock.json
# The folders of tests lie in memory where a system has such a place: what a disk takes to sync is not what they test.
MEMORY := $(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: install demo test races check audit mutants screenshots sheets bench campaign release sbom lock clean
.DEFAULT_GOAL := install

# --- installing: what the product needs, then what its developers need besides

install: .venv/kiosk

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Kiosk needs Python 3.11 or newer; say which one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/need no-ensurepip=python3-venv
	$(PYTHON) -m venv .venv
	@touch $@

.venv/kiosk: .venv/python $(LOCKS)
	$(PIP) --editable .
	@touch $@

.venv/developer: .venv/kiosk
	$(PIP) --editable '.[test]'
	@touch $@

.venv/machine: .ci/need | .venv/python
	.ci/need git=git chromium=chromium pdftotext=poppler-utils redis-server=redis-server strace=strace certutil=libnss3-tools \
		nft=nftables ip=iproute2 '/usr/lib/*/faketime/libfaketimeMT.so.1=faketime' \
		'/usr/lib/libreoffice/program/libswlo.so=libreoffice-writer-nogui' \
		'/usr/lib/libreoffice/program/libsclo.so=libreoffice-calc-nogui' \
		firefox-esr=firefox-esr WebKitWebDriver=webkit2gtk-driver Xvfb=xvfb \
		openbox=openbox dbus-launch=dbus-x11 xdotool=xdotool setxkbmap=x11-xkb-utils \
		fcitx5=fcitx5 '/usr/lib/*/fcitx5/libunikey.so=fcitx5-unikey' '/usr/lib/*/gtk-3.0/*/immodules/im-fcitx5.so=fcitx5-frontend-gtk3' \
		ibus=ibus /usr/libexec/ibus-engine-unikey=ibus-unikey '/usr/lib/*/gtk-3.0/*/immodules/im-ibus.so=ibus-gtk3' \
		'/usr/lib/*/libzbar.so.0=libzbar0' '/usr/share/fonts/truetype/liberation2/*=fonts-liberation2'
	@touch $@

# --- running

demo: install
	$(BIN)/kiosk demo $(ARGS)

test: .venv/developer .venv/machine
	$(BIN)/pytest -n auto -m "not slow and not browser"
	$(BIN)/pytest -n 2 -m "browser and not slow" --reruns 1 -rR  # the browser and the machine may stumble: who needed it is listed
	$(BIN)/pytest -n 2 -m slow

races: .venv/developer .venv/machine  # at more than twice the load, and nobody is asked twice
	$(BIN)/pytest -n 5 -m "browser and not slow"
	$(BIN)/pytest -n 4 -m slow

check: .venv/developer
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(MEMORY) $(BIN)/pytest -q -n auto -m "not slow and not browser and not audit" --changed --ignore=tests/browser

audit: .venv/developer  # the documents say what the code says; `make test` runs these too
	$(MEMORY) $(BIN)/pytest -q -n auto -m audit

mutants: .venv/developer  # small wrong changes to rules: do the tests nearby see each?
	$(BIN)/python -m tests.support.mutants $(ARGS)

screenshots: .venv/developer .venv/machine
	$(BIN)/python docs/screenshots.py

sheets: .venv/developer .venv/machine
	$(BIN)/python docs/sheets.py

bench: .venv/developer .venv/machine
	$(BIN)/python -m bench

campaign: .venv/developer .venv/machine
	$(BIN)/python -m bench.campaign $(ARGS)

# --- upkeep

release: .venv/developer  # dist/kiosk-VERSION-windows.zip and …-linux.zip, which install without internet
	$(BIN)/python docs/release/build.py $(ARGS)

sbom: .venv/developer
	$(BIN)/python docs/sbom.py

lock: .venv/developer
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra test --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean:
	rm -rf .venv dist static/vendor static/bundles

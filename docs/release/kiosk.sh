#!/bin/sh
# Start Kiosk: the first time make its environment beside this file, then open the office's page.
cd "$(dirname "$(readlink -f "$0")")" || exit 1
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; }
failed() { rm -rf .venv; cat huong-dan/loi.txt; exit 3; }
if [ ! -e .venv/ready ]; then
    python=
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if fits "$name"; then python=$name; break; fi
    done
    if [ -z "$python" ]; then cat huong-dan/cai-python.txt; exit 2; fi
    cat huong-dan/lan-dau.txt
    "$python" -m venv .venv || failed
    if ls wheels/kiosk-*.whl >/dev/null 2>&1; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels kiosk || failed
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -c requirements.lock . || failed
    fi
    echo ready > .venv/ready
fi
exec .venv/bin/python -m kiosk "$@"

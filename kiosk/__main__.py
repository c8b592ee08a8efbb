"""`python -m kiosk` is the command line."""

from kiosk.cli.main import main

main(prog_name="kiosk")

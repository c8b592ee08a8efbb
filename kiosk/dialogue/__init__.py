"""The dialogue joined with guests, settings and programme, as several stands show it. No Flask."""

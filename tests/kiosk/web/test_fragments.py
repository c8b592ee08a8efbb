"""Parts of a picture that are kept as they were drawn."""

from __future__ import annotations

from dataclasses import replace

from live.questions import Question


def test_a_part_is_drawn_anew_for_another_row_other_facts_and_another_language(app):
    made, row = app.jinja_env.globals["kept"], Question(1, "", "a")
    with app.test_request_context("/"):
        assert made("row", row, 1, caller=lambda: "first") == "first"
        assert made("row", row, 1, caller=lambda: "second") == "first"
        assert made("row", row, 2, caller=lambda: "other facts") == "other facts"
        assert made("row", replace(row), 1, caller=lambda: "other row") == "other row"
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        assert made("row", row, 1, caller=lambda: "other language") == "other language"

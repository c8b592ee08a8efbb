"""`conference.toml` turned into frozen values, or one sentence that says what to mend."""

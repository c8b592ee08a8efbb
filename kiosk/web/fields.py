"""The fields of a form and of an address, cut to size before anything is done with them, then tidied.

This is the one place where text of a request becomes text of ours. The order matters: composing a text costs more than
reading it, and more than in proportion on Pythons before the mend of CVE-2026-3276.
"""

from __future__ import annotations

from typing import IO, Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from badges.refusal import TooLong
from badges.vietnamese import tidy_texts

MOST_CHARACTERS = 20_000
"""Of one field: what the longest field of any page takes."""
MOST_FIELDS = 400


def checked(value: Any) -> Any:
    """Return a field's value, or decoded JSON, unless a text in it is too long. Raises `TooLong`."""
    if isinstance(value, dict):
        return {key: checked(part) for key, part in value.items()}
    if isinstance(value, list):
        return [checked(part) for part in value]
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise TooLong("One field holds more than {most} characters. Send less at a time.", most=MOST_CHARACTERS)
    return value


class Fields(ImmutableMultiDict[str, Any]):
    """The fields of a form, without what cannot be seen. A part without a name is nothing that a form of ours has.

    Raises `TooLong` for a field of more than `MOST_CHARACTERS`, or for more than `MOST_FIELDS` fields.
    """

    def __init__(self, found: Any = None) -> None:
        pairs = found if isinstance(found, MultiDict) else MultiDict(found or ())
        named = [(name, checked(value)) for name, value in pairs.items(multi=True) if name is not None]
        if len(named) > MOST_FIELDS:
            raise TooLong("More than {most} fields were sent. Send less at a time.", most=MOST_FIELDS)
        super().__init__([(name, tidy_texts(value)) for name, value in named])


class TidyRequest(Request):
    """A request whose fields are checked and tidied. Its uploads are closed with it, those of a form that broke off too."""

    parameter_storage_class = Fields

    def _get_file_stream(self, *args: Any, **options: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*args, **options)
        self.__dict__.setdefault("_streams", []).append(stream)
        return stream

    def close(self) -> None:
        """Close every upload. The library closes those of a form only that was read to its end."""
        super().close()
        for stream in self.__dict__.get("_streams", ()):
            stream.close()

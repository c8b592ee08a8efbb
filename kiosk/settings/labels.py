"""Labels and explanations of every setting, for the office's settings pages. Keys are those of the schema, without row numbers."""

from __future__ import annotations

from typing import Final

from kiosk.i18n import N_

TABLES: Final = {
    "general": (N_("Conference"), ("id", "name", "place", "place_short", "date", "questions_until", "language",
        "timezone", "public_address", "hosts")),
    "title": (N_("Backdrop"), ("title",)),
    "programme": (N_("Programme of the day"), ("programme",)),
    "blocks": (N_("Blocks of delegates"), ("blocks",)),
    "fields": (N_("Fields of questions"), ("fields",)),
    "units": (N_("Answering units"), ("units",)),
    "documents": (N_("Official papers and who signs"), ("documents",)),
    "legal": (N_("Legal bases"), ("legal_bases",)),
    "deadlines": (N_("Deadlines and days off"), ("reply_working_days", "holidays", "working_weekends")),
    "door": (N_("Reception"), ("door",)),
    "screen": (N_("Hall and dialogue"), ("screen", "dialogue")),
    "handouts": (N_("Handouts"), ("handouts",)),
    "recording": (N_("Sound recording"), ("recording",)),
    "data": (N_("Personal data"), ("data",)),
    "backup": (N_("Copies and certificate"), ("backup", "tls")),
}  # fmt: skip
"""Page → its title and the top-level keys that it holds."""

LABELS: Final = {
    "id": N_("Short id of the conference"),
    "name": N_("Full name, in running text"),
    "place": N_("Place, with the address as on the invitation"),
    "place_short": N_("Place, short form"),
    "date": N_("Day of the conference"),
    "questions_until": N_("Last day for questions and registrations"),
    "language": N_("Language of the screens"),
    "timezone": N_("Time zone"),
    "public_address": N_("Address for guests' phones"),
    "hosts": N_("Further names of the server"),
    "title.governing": N_("Governing body"),
    "title.organiser": N_("Organiser"),
    "title.kind": N_("Kind of meeting"),
    "title.lines": N_("Lines of the title"),
    "title.place_and_date": N_("Place and date"),
    "programme.start": N_("From"),
    "programme.end": N_("To"),
    "programme.title": N_("Content"),
    "programme.kind": N_("Kind of item"),
    "programme.presenters": N_("Presented by"),
    "programme.presenters.name": N_("Name"),
    "programme.presenters.honorific": N_("Form of address"),
    "programme.presenters.position": N_("Position"),
    "programme.presenter_note": N_("Presented by, where it is no one person"),
    "programme.parts": N_("Talks inside this item"),
    "programme.parts.title": N_("Title of the talk"),
    "programme.parts.presenter": N_("Talk given by"),
    "programme.parts.minutes": N_("Length in minutes"),
    "programme.details": N_("Further lines"),
    "blocks.code": N_("Code"),
    "blocks.name": N_("Full name of the block"),
    "blocks.rank": N_("Rank of introduction"),
    "blocks.colour": N_("Colour"),
    "blocks.kind": N_("Kind of delegates"),
    "blocks.vip": N_("Announce every arrival at once"),
    "blocks.short": N_("Short name"),
    "fields.code": N_("Code"),
    "fields.name": N_("Name of the field"),
    "units.code": N_("Code"),
    "units.name": N_("Full name of the unit"),
    "units.short": N_("Short name"),
    "units.leader": N_("Who speaks for it"),
    "units.others": N_("Other spellings in lists"),
    "units.outside": N_("Outside the department, to be invited when asked"),
    "documents.governing_short": N_("Governing body, head of papers"),
    "documents.organiser": N_("Organiser, head of papers"),
    "documents.organiser_name": N_("Organiser, in running text"),
    "documents.place": N_("Place in the date line"),
    "documents.symbol": N_("Symbol of the organiser"),
    "documents.drafter": N_("Symbol of the drafter"),
    "documents.superior": N_("Addressee of the report"),
    "documents.plan": N_("Plan that is carried out"),
    "documents.report": N_("Signs the report"),
    "documents.letters": N_("Signs letters"),
    "documents.notice": N_("Signs the notice of conclusions"),
    "documents.chair": N_("Signs the minutes as chair"),
    "documents.secretary": N_("Signs the minutes as secretary"),
    "documents.colour": N_("Colour of the letterhead"),
    "documents.contact": N_("Contact named in papers"),
    "documents.public_numbers": N_("Numbers that may be published"),
    "documents.copies": N_("Further recipients"),
    "documents.notice_published": N_("Day the notice was published"),
    "legal_bases.kind": N_("Kind of document"),
    "legal_bases.number": N_("Number"),
    "legal_bases.date": N_("Day of issue"),
    "legal_bases.issuer": N_("Issued by"),
    "legal_bases.subject": N_("About what"),
    "reply_working_days": N_("Working days for a promised reply"),
    "holidays": N_("Days off"),
    "working_weekends": N_("Weekend days that are worked"),
    "door.desks": N_("Reception desks"),
    "door.help_desk": N_("Desk that helps"),
    "door.label_mm": N_("Label, width × height in mm"),
    "door.badge_mm": N_("Badge, width × height in mm"),
    "door.handouts": N_("Given to every guest"),
    "door.scanner_gap_ms": N_("Scanner: longest gap between keys, ms"),
    "door.scanner_prefix": N_("Scanner: what it types first"),
    "screen.picture_height_m": N_("Height of the picture, metres"),
    "screen.farthest_seat_m": N_("Farthest seat, metres"),
    "screen.theme": N_("Colours of the hall screen"),
    "dialogue.soft_limit_minutes": N_("Minutes for one question"),
    "dialogue.warn_units_ahead": N_("Warn the unit so many questions ahead"),
    "handouts.title": N_("Title of the document"),
    "handouts.url": N_("Address"),
    "handouts.file": N_("File in the folder “handouts”"),
    "data.controller": N_("Keeper of personal data"),
    "data.contact": N_("Whom to ask"),
    "data.keep_days": N_("Days until persons are erased"),
    "recording.on": N_("The hall may be recorded"),
    "recording.keep_days": N_("Days until the recording is to be erased"),
    "recording.copies": N_("Copy the recording too"),
    "backup.second": N_("Second place for copies"),
    "tls.cert": N_("Certificate of the department's own"),
    "tls.key": N_("Its key"),
    "signer.authority": N_("Authority line"),
    "signer.position": N_("Position"),
    "signer.name": N_("Name"),
}  # fmt: skip
"""Setting → its label."""

HELP: Final = {
    "id": N_("Small letters, digits and hyphens. Codes on cards are bound to it: it stays once guests are on the list."),
    "hosts": N_("Other names under which this server is reached; a name that is not known here is refused."),
    "public_address": N_(
        "Only where guests' phones reach this server, like https://hoinghi.example.vn. Empty: cards carry the code alone."
    ),
    "questions_until": N_("After this day the public form is closed."),
    "title.lines": N_("One to four lines, one below the other, in capitals as on the backdrop."),
    "title.place_and_date": N_("For example: Hải Phòng, ngày 24 tháng 4 năm 2026. It must name the day of the conference."),
    "programme.kind": N_(
        "The hall screen, the moderator and the minutes follow it. Questions are called in the items that are a dialogue."
    ),
    "programme.details": N_("One line each."),
    "blocks.rank": N_("1 is introduced first, the hosts last."),
    "blocks.vip": N_("Presenter, chair, moderator and office are told the moment they arrive."),
    "units.others": N_("One line each: as lists write it, for example an old or short name."),
    "documents.symbol": N_("For example SKHCN, as in 15/BC-SKHCN."),
    "documents.drafter": N_("For example CCTĐC, as in “Lưu: VT, CCTĐC”."),
    "documents.copies": N_("One line each, in the order of “Nơi nhận”."),
    "legal_bases.number": N_("For example 36/2026/NĐ-CP; another day for the same number is told in every paper."),
    "legal_bases.subject": N_("For example: quy định chi tiết … Papers name it in full at first."),
    "signer.authority": N_("For example KT. GIÁM ĐỐC; usually empty."),
    "holidays": N_("One day per line, like 30/4/2026. Deadlines in working days pass over them."),
    "working_weekends": N_("One day per line, like 2/5/2026: worked in exchange for a day off."),
    "door.desks": N_("One name per line, as the devices are called."),
    "door.help_desk": N_("Where the self-service stand sends whoever it does not know. Empty: the first desk."),
    "door.handouts": N_("One line each."),
    "door.scanner_gap_ms": N_("Leave 40 unless a slow scanner is not read."),
    "screen.farthest_seat_m": N_("The smallest type on the hall screen follows from the picture's height and this distance."),
    "dialogue.soft_limit_minutes": N_("After so long the chair and the moderator get a gentle signal."),
    "handouts.url": N_("A whole address, or a file below: one of the two."),
    "data.keep_days": N_("After so many days the office is reminded to erase names, telephones and e-mail addresses."),
    "recording.on": N_("The secretary's page then has the button that records; hall and public form say that sound is recorded."),
    "recording.keep_days": N_("After so many days the office is reminded; personal data's own time comes first where it is shorter."),
    "recording.copies": N_("To the second place and to the spare laptop: 115 MB an hour."),
    "backup.second": N_("A folder on another disk, for example E:/kiosk on a USB disk: a copy every ten seconds. Empty: none."),
    "tls.cert": N_("A PEM file, only where the department has its own; otherwise make one on the page “Devices and network”."),
}  # fmt: skip
"""Setting → a sentence that explains it."""

CHOICES: Final = {
    "language": {"vi": N_("Vietnamese (language)"), "en": N_("English")},
    "screen.theme": {"dark": N_("Light on dark"), "light": N_("Dark on light")},
    "programme.kind": {
        "reception": N_("Reception"), "introduction": N_("Introduction of delegates"), "opening": N_("Opening"), "talk": N_("Talks"),
        "dialogue": N_("Dialogue"), "break": N_("Break"), "direction": N_("Speech of the city's leader"), "closing": N_("Closing"),
    },
    "blocks.kind": {
        "leader": N_("Leaders"), "official": N_("Authorities"), "association": N_("Associations"), "business": N_("Businesses"),
        "press": N_("Press"), "host": N_("Hosts"), "staff": N_("Organising staff"),
    },
}  # fmt: skip
"""Setting → its choices and what they are called."""


def label(path: str) -> str:
    """Return the label (English source) of a setting's path without row numbers; the path itself where there is none."""
    if path in TABLES:
        return TABLES[path][0]
    if path == "legal_bases":
        return TABLES["legal"][0]
    head, _, tail = path.rpartition(".")
    if head.startswith("documents.") and tail:
        return LABELS.get(f"signer.{tail}", path)
    return LABELS.get(path, path)


def explained(path: str) -> str:
    """Return the explanation (English source) of a setting, or an empty text."""
    head, _, tail = path.rpartition(".")
    return HELP.get(f"signer.{tail}" if head.startswith("documents.") else path, "")

"""Theirs, run by the Python of a pretix: an event with paid tickets, each redeemed by a device through the API, in the process."""

from __future__ import annotations

import json
import time
import uuid
from datetime import timedelta

import django

GUESTS, SCANS = 500, 300


def main() -> None:
    """Print the figures."""
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils.timezone import now
    from django_scopes import scopes_disabled
    from pretix.base.models import Device, Order, OrderPosition, Organizer

    call_command("migrate", verbosity=0)
    with scopes_disabled():
        name = f"bench{uuid.uuid4().hex[:8]}"
        organizer = Organizer.objects.create(name=name, slug=name)
        event = organizer.events.create(name=name, slug=name, date_from=now(), plugins="")
        item = event.items.create(name="Ticket", default_price=0, admission=True)
        checkins = event.checkin_lists.create(name="Door", all_products=True)
        channel = organizer.sales_channels.get_or_create(identifier="web", defaults={"type": "web", "label": "web"})[0]
        secrets = []
        for n in range(GUESTS):
            order = Order.objects.create(
                code=f"A{n:04d}", event=event, email="", status=Order.STATUS_PAID, datetime=now(),
                expires=now() + timedelta(days=9), total=0, locale="en", sales_channel=channel,
            )  # fmt: skip
            secrets.append(f"{name}{n}")
            OrderPosition.objects.create(
                order=order, item=item, price=0, secret=secrets[-1], attendee_name_parts={"_scheme": "full", "full_name": f"Guest {n}"}
            )  # fmt: skip
        device = Device.objects.create(
            organizer=organizer, name="Scanner", all_events=True, initialized=now(), api_token=name
        )
        client = Client(HTTP_AUTHORIZATION=f"Device {device.api_token}", HTTP_HOST="localhost")

        def redeem(secret: str) -> None:
            body = {"secret": secret, "source_type": "barcode", "lists": [checkins.pk], "nonce": uuid.uuid4().hex}
            answer = client.post(f"/api/v1/organizers/{name}/checkinrpc/redeem/", body, content_type="application/json")
            if answer.status_code != 201 or answer.json()["status"] != "ok":
                raise RuntimeError(answer.content)

        for secret in secrets[:50]:
            redeem(secret)
        start = time.process_time()
        for secret in secrets[50 : 50 + SCANS]:
            redeem(secret)
        print(json.dumps({"a card let in": (time.process_time() - start) / SCANS * 1000}))


if __name__ == "__main__":
    main()

"""One conference as it is open now: folder, settings, clock, devices, enrolment. No Flask."""

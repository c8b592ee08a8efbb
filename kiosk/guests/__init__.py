"""Invited people: list, answers to the invitation, own pages, registrations. No Flask."""

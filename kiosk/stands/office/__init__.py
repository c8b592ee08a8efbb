"""The office: lists in and out, answers to invitations, devices, programme, papers, follow-up. One file per section.

A section has a `SECTION` for the menu and a `blueprint` with its routes under `/office`. A live one has a `STAND` too,
named as its path: `office` itself is the overview, `office/door` the door.
"""

"""Shared by all pages: guards, bodies, pictures, sockets. Nothing that belongs to one stand."""

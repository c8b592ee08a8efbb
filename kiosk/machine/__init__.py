"""The laptop, and all that depends on its system: addresses, certificate, disk, files, processes, limits."""

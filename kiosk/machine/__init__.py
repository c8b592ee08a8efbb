"""The laptop: addresses, certificate, disk, health."""

"""The stands: places where somebody stands in front of a page. Each file or folder here is one; `kiosk.app` brings them together."""

"""Disk to values and back; nothing here knows how anything is shown."""

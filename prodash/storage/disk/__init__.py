"""Disk: paths, links, folders and bytes of files."""

"""Render: turns tracks, plans and problems into text, without reading files or the clock."""

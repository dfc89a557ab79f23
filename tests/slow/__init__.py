"""Tests that need minutes: they run weekly, and with `-m slow`."""

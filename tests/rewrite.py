"""Rewrite: everything in the repository that is made from the program itself (`python -m tests.rewrite`)."""

from runpy import run_module

MADE_BY = (
    "test_example",
    "test_shape",
    "test_reference",
    "test_problems",
    "test_every_form",
    "test_every_screen",
    "test_every_page",
    "test_pictures",
    "test_docs",
    "flow.test_area_pictures",
    "storage.test_readings",
)
"""Modules that compare what they make, and as programs write it; their difference is then to be read."""

if __name__ == "__main__":
    for name in MADE_BY:
        run_module(f"tests.{name}", run_name="__main__")

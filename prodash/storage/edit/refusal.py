"""Refusal: why the text of a file cannot be changed in place."""


class CannotEditError(Exception):
    """A change that would harm the file, or that the file gives no place for; its text says which."""


HARM = "it cannot be written there without harm; write it by hand"

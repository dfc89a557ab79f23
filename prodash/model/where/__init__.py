"""Where: the language of conditions on fields, such as `bpm=100..125`, `key=A minor,C major` and `!isrc`."""

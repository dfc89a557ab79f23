// Like `fold` in model/names/names.py: ignores case and accents. Vowel signs, as in Thai, are not accents.
function fold(text) {
  // Most texts need no more, and thousands are folded at once.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  // Converting to upper case turns "ß" into "ss".
  const small = text.toLowerCase().toUpperCase().toLowerCase();
  const decomposed = small.normalize("NFKD").toLowerCase().replaceAll("ς", "σ");
  // Accents are the marks that normalisation moves before U+0345, whose combining class is the highest.
  const isAccent = (mark) => mark === "\u0345" || !`\u0345${mark}`.normalize("NFD").startsWith("\u0345");
  const letters = decomposed.replace(/\p{M}/gu, (mark) => (isAccent(mark) ? "" : mark));
  const from = "ƀđðɖɗǥɠħıɨɉƙłƚɫɲŋøɵƥɍŧƭʉɏƴƶȥ‘’ʼ“”„‐–—";
  const to = "bddddgghiijklllnnooprttuyyzz'''\"\"\"---";
  fold.plain ??= new Map([...from].map((letter, at) => [letter, to[at]]));
  fold.plain.set("æ", "ae").set("œ", "oe").set("þ", "th");
  return letters.replace(/[^\x00-\x7f]/g, (letter) => fold.plain.get(letter) ?? letter);
}

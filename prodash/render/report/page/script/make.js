// What several files of the script make: elements, and numbers in words.
function create(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

function inDigits(number) {
  return number.toLocaleString("en");
}

function inTracks(number) {
  return `${inDigits(number)} ${number === 1 ? "track" : "tracks"}`;
}

// As Python rounds, to the even number if both are as near.
function wholePercent(share) {
  const rounded = Math.round(100 * share);
  return rounded - 100 * share === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}

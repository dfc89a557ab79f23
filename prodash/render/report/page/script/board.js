// The columns of the board, which may be wider than the screen.
const lanes = document.querySelector(".lanes");

// The Tab key stops here only if there is something to scroll.
function stopAt(lanes) {
  if (lanes.scrollWidth > lanes.clientWidth) lanes.tabIndex = 0;
  else lanes.removeAttribute("tabindex");
}

// What is cut, runs out of its box or off the page, or lies under something else, of the text that a reader sees.
// Letters are measured, not boxes: a box may be wider than its window where nothing is lost by it.
place => {
  const SLACK = 1; // pixels; rounding
  const range = document.createRange();
  const said = new Set();
  const named = element =>
    `${element.localName}.${element.className}: ${element.textContent.trim().replace(/\s+/g, " ").slice(0, 60)}`;
  const parents = function* (element) {
    for (; element && element !== document.body; element = element.parentElement) yield element;
  };
  const style = element => getComputedStyle(element);
  const scrolled = element => [...parents(element)].some(each => /auto|scroll/.test(style(each).overflowX));
  // For screen readers alone.
  const unseen = element => [...parents(element)].some(each => style(each).clipPath !== "none");
  const block = element => [...parents(element)].find(each => !/^(inline|contents)$/.test(style(each).display));

  const words = document.createTreeWalker(document.querySelector(place), NodeFilter.SHOW_TEXT, node => {
    const element = node.parentElement;
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return node.data.trim() && shown && !element.closest("svg") && !unseen(element)
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    const holder = block(element);
    if (!holder || scrolled(element)) continue;
    range.selectNodeContents(words.currentNode);
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      if (width < 1 || height < 1) continue;
      if (left < -SLACK || right > innerWidth + SLACK) said.add(`off the page: ${named(element)}`);
      const box = holder.getBoundingClientRect();
      if (left < box.left - SLACK || right > box.right + SLACK) said.add(`out of its box: ${named(holder)}`);
      for (const each of parents(element)) {
        const clip = each.getBoundingClientRect();
        const { overflowX, overflowY } = style(each);
        const across = /hidden|clip/.test(overflowX) && (left < clip.left - SLACK || right > clip.right + SLACK);
        // A letter's own box is taller than what is drawn of it.
        const down = /hidden|clip/.test(overflowY) && (top + bottom) / 2 + height / 4 > clip.bottom + SLACK;
        if (across || down) said.add(`cut by ${named(each)}: ${named(element)}`);
      }
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (above && !above.contains(element) && !element.contains(above))
        said.add(`under ${named(above)}: ${named(element)}`);
    }
  }
  for (const button of document.querySelectorAll(`${place} :is(button, select, summary, label)`)) {
    if (button.checkVisibility() && !unseen(button) && button.clientWidth && button.scrollWidth > button.clientWidth + SLACK)
      said.add(`wider than its box: ${named(button)}`);
  }
  return [...said];
}

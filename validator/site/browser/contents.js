// Marks in the list of contents at the side where the reader is.

const NEAR = 72; // pixels below the window's upper edge, where a heading counts as reached: further than links lead to
const links = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
let asked = false;

addEventListener("scroll", ask, { passive: true });
addEventListener("resize", ask);
ask();

/** Look once for each picture that the window shows, however often it moves. */
function ask() {
  if (!asked) requestAnimationFrame(look);
  asked = true;
}

function look() {
  asked = false;
  if (!links[0].checkVisibility()) return;
  const reached = headings.filter((heading) => heading.getBoundingClientRect().top < NEAR).length;
  for (const [index, link] of links.entries()) {
    link.classList.toggle("md-nav__link--passed", index < reached);
    link.classList.toggle("md-nav__link--active", index === reached - 1);
  }
}

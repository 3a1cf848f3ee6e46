// What is settled before anything is seen: that scripts run, and the page's colours. Classic and blocking, right below
// the switch for colours, so that nobody with a dark system sees a light page first.
{
  const KEY = "__palette"; // the theme's own: its inline script reads it on the next page
  const SYSTEM = "(prefers-color-scheme)";
  const choices = [...document.getElementsByName(KEY)];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const read = () => {
    try {
      return choices[__md_get(KEY).index] ?? choices[0];
    } catch {
      return choices[0]; // nothing is kept here, or not by us
    }
  };
  const colours = (choice) => {
    const { mdColorMedia, mdColorScheme, mdColorPrimary, mdColorAccent } = choice.dataset;
    return { media: mdColorMedia, scheme: mdColorScheme, primary: mdColorPrimary, accent: mdColorAccent };
  };
  const show = (choice) => {
    const media = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
    const shown = choice.dataset.mdColorMedia === SYSTEM ? choices.find((each) => each.dataset.mdColorMedia === media) : choice;
    for (const [name, value] of Object.entries(colours(shown))) document.body.setAttribute(`data-md-color-${name}`, value);
    choice.checked = true;
    for (const each of choices) each.nextElementSibling.hidden = each !== choice;
  };

  document.documentElement.classList.replace("no-js", "js");
  if (choices.length) {
    show(read());
    dark.addEventListener("change", () => show(read()));
    for (const [index, choice] of choices.entries()) {
      choice.addEventListener("change", () => {
        __md_set(KEY, { index, color: colours(choice) });
        show(choice);
      });
      // As a button does: the switch looks like one.
      choice.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        const next = choice.nextElementSibling.control;
        next.click();
        next.focus();
      });
    }
  }
}

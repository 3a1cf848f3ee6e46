// The language that the reader chose last on this site, or "" for one who wants no offers.

const KEPT = "language";

export function keep(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A browser that stores nothing is asked again.
  }
}

export function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Return the first language that is there of those that the reader wants: chosen here, or set in the browser. */
export function wanted(known) {
  const asked = [kept(), ...navigator.languages.map((language) => language.split("-")[0])];
  return asked.find((language) => known.includes(language));
}

// Takes the reader on, in the language last chosen here, else the browser's, else the one at the site's root.

import { wanted } from "./kept-language.js";

const links = [...document.querySelectorAll("a[hreflang]")];
const language = wanted(links.map((link) => link.hreflang));
location.replace((links.find((link) => link.hreflang === language) ?? links[0]).href);

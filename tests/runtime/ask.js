// Boots the bundle as the page's worker does and asks it: node ask.js WAY FOLDER < requests > answers
// WAY: "snapshot", "plain" (without a snapshot), "damaged" (half of its memory is lost), "foreign" (it is another
// version's), "module" (the code comes compiled)

import { readFileSync } from "node:fs";

import { arguments_, giver, leave, load } from "../../validator/runtime/as_worker.js";
import { boot } from "../../validator/runtime/boot.js";

const [way, folder] = arguments_;
const given = giver(folder);
const asked = [];

async function give(role) {
  if (role === "snapshot" && way === "plain") throw new Error("There is none");
  asked.push(role);
  const content = await given(role);
  if (role === "snapshot" && way === "damaged") return content.slice(0, content.length / 2);
  if (role === "snapshot" && way === "foreign") content.fill(1, 16, 48);
  return role === "asm_wasm" && way === "module" ? WebAssembly.compile(content) : content;
}

const said = [];
console.warn = (...words) => said.push(words.join(" "));
globalThis.fetch = () => {
  throw new Error("Nobody may fetch");
};

const requests = JSON.parse(readFileSync(0, "utf-8"));
const { answer, start, trouble } = await boot(give, load);
const answers = requests.map((request) => answer(request));
console.log(JSON.stringify({ start, trouble: trouble && String(trouble), asked, said, answers }));
leave(0);

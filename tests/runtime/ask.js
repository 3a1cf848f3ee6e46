// Boots the bundle as the page's worker does and asks it: node ask.js WAY FOLDER REQUESTS ANSWERS
// WAY: "snapshot", "plain" (without a snapshot), "damaged" (half of its memory is lost), "foreign" (it is another
// version's), "module" (the code comes compiled)

import { readFileSync } from "node:fs";

import { arguments_, giver, leave, load, write } from "../../validator/runtime/as_worker.js";
import { boot } from "../../validator/runtime/boot.js";

const [way, folder, requests, answers] = arguments_;
const given = giver(folder);
const asked = [];

async function give(role) {
  if (role === "snapshot" && way === "plain") throw new Error("There is none");
  asked.push(role);
  const content = await given(role);
  if (role === "snapshot" && way === "damaged") return content.slice(0, content.length / 2);
  if (role === "snapshot" && way === "foreign") return withOtherId(content);
  return role === "code" && way === "module" ? WebAssembly.compile(content) : content;
}

// As it was made for other code: a whole snapshot, but with another name.
function withOtherId(content) {
  const text = new TextDecoder("latin1").decode(content.subarray(0, 200));
  const at = text.indexOf('"id":"') + 6;
  content[at] ^= 1;
  return content;
}

const warned = [];
console.warn = (...words) => warned.push(words.join(" "));
globalThis.fetch = () => {
  throw new Error("Nobody may fetch");
};

const { answer, start, trouble } = await boot(give, load);
const told = JSON.parse(readFileSync(requests, "utf-8")).map((request) => {
  try {
    return answer(request);
  } catch (reason) {
    return String(reason);
  }
});
write(answers, JSON.stringify({ start, trouble: trouble && String(trouble), asked, warned, answers: told }));
leave(0);

// Boots the bundle as the page's worker does and asks it: node ask.js WAY FOLDER REQUESTS ANSWERS
// WAY: "snapshot", "plain" (without a snapshot), "damaged" (half of its memory is lost), "foreign" (it is another
// version's), "module" (the code comes compiled)

import { readFileSync } from "node:fs";

import { arguments_, giver, leave, load, write } from "../../validator/runtime/as_worker.js";
import { boot, HEADER } from "../../validator/runtime/boot.js";

const [way, folder, requests, answers] = arguments_;
const given = giver(folder);
const asked = [];

async function give(role) {
  if (role === "snapshot" && way === "plain") throw new Error("There is none");
  asked.push(role);
  const content = await given(role);
  if (role === "snapshot" && way === "damaged") return content.slice(0, content.length / 2);
  if (role === "snapshot" && way === "foreign") content.set(otherSum(content));
  return role === "asm_wasm" && way === "module" ? WebAssembly.compile(content) : content;
}

const warned = [];
console.warn = (...words) => warned.push(words.join(" "));
globalThis.fetch = () => {
  throw new Error("Nobody may fetch");
};

const { answer, start, trouble } = await boot(give, load);
// As it was made from other code: a whole snapshot, but of another sum.
function otherSum(content) {
  const header = JSON.parse(new TextDecoder().decode(content.subarray(0, HEADER)));
  return new TextEncoder().encode(JSON.stringify({ ...header, sum: header.sum ^ 1 }).padEnd(HEADER));
}

const told = JSON.parse(readFileSync(requests, "utf-8")).map((request) => answer(request));
write(answers, JSON.stringify({ start, trouble: trouble && String(trouble), asked, warned, answers: told }));
leave(0);

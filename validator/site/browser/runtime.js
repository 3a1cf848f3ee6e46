// Python, out of reach of any network: fetches its files, hands them to a hidden frame, and passes questions on.

const HERE = new URL(".", import.meta.url);
const TEXTS = ["asm_js", "loader", "lockfile", "boot"];
// The others are needed only where these cannot be used.
const USUAL = ["snapshot", "code"];
// A check takes milliseconds, and tenths of a second where 64 KiB meet a slow phone: after 1.8 seconds it hangs.
// In ticks, not at once: a page that was asleep hears the answer that is waiting before its next tick.
const TICK = 450;
const FEWEST_TICKS = 4;
// Its first answer makes a worker wait for what the browser compiles on the way: seconds, in a Safari with much to do.
const FIRST_TICKS = 24;
const PATIENCE_AT_START = 90_000;

/** Says "loading" with `done` and `all` in bytes, "starting", "ready", "failed" and "replaced" as they happen. */
export const news = new EventTarget();

let fetching = null; // the runtime's files by role, kept for a worker that has to be replaced
let frame = null;
let starting = null; // a promise of the line to a worker that answers
let failed; // to be called when the frame says that its worker died
let asked = 0;
let patience = FIRST_TICKS;
let proven = false; // whether the files have run once
const waiting = new Map(); // questions without an answer yet: their id, what is asked, who is to be told and until when

/** Say whether this browser can run Python. */
export const possible = () => typeof WebAssembly === "object" && typeof Worker === "function";

/** Start Python, unless it runs or starts already. */
export function start() {
  starting ??= open().catch((reason) => {
    starting = null;
    // A frame that did not load well is no use for another try, nor are files that never ran.
    frame?.then((element) => element.remove());
    frame = null;
    if (!proven) fetching = null;
    // Names files of this site, never anything that was pasted.
    console.warn("The checker cannot start:", String(reason));
    tell("failed");
    throw reason;
  });
  return starting;
}

/**
 * Ask the checker. `question()` is called when it can be asked; it gives null where it need not be any more.
 *
 * Resolves to the reply, or to null where there is none because the worker had to be replaced.
 */
export async function ask(question) {
  const line = await start();
  const content = question();
  if (!content) return null;
  const id = ++asked;
  return new Promise((resolve) => {
    const done = (reply) => {
      const { clock, ticks } = waiting.get(id);
      clearInterval(clock);
      waiting.delete(id);
      if (reply) patience = Math.max(FEWEST_TICKS, 2 * ticks);
      resolve(reply);
    };
    waiting.set(id, { request: JSON.stringify({ id, ...content }), done });
    put(line, id);
  });
}

function put(line, id) {
  const question = waiting.get(id);
  question.ticks = 0;
  question.clock = setInterval(() => ++question.ticks >= patience && replace(), TICK);
  line.postMessage({ id, request: question.request });
}

function replace() {
  starting = null;
  patience = FIRST_TICKS;
  for (const { done } of [...waiting.values()]) done(null);
  tell("replaced");
  start().catch(() => {});
}

/** Start Python from scratch and ask again: the code of a snapshot has only what the checker was seen to need. */
async function startOver() {
  console.warn("The checker needs more than its snapshot has, so Python starts from scratch.");
  starting = null;
  patience = FIRST_TICKS;
  for (const { clock } of waiting.values()) clearInterval(clock);
  const files = await fetching;
  for (const role of USUAL) files.set(role, null);
  const line = await start();
  for (const id of [...waiting.keys()]) put(line, id);
}

async function open() {
  const files = await (fetching ??= fetchFiles().catch((reason) => {
    fetching = null;
    throw reason;
  }));
  tell("starting");
  frame ??= openFrame();
  const { contentWindow: inside } = await frame;
  const { port1: line, port2: far } = new MessageChannel();
  const ready = new Promise((resolve, reject) => {
    const clock = setTimeout(() => reject(new Error("no answer from the worker")), PATIENCE_AT_START);
    failed = () => reject(new Error("the worker's script does not run"));
    line.onmessage = ({ data }) => {
      if (data.need) hand(line, files, data.need);
      else if (data.failed) reject(new Error(data.failed));
      else if (data.ready) {
        clearTimeout(clock);
        proven = true;
        failed = replace;
        // What runs gets text from here on, and nothing that it asks for.
        line.onmessage = ({ data }) => hear(data);
        resolve();
      }
    };
  });
  inside.postMessage(await files.get("worker"), location.origin, [far]);
  await ready;
  tell("ready");
  // For what keeps the files: it does not load this script.
  document.dispatchEvent(new Event("checker-ready"));
  return line;
}

async function hand(line, files, role) {
  if (!files.has(role)) files.set(role, await files.fetch(role).catch(() => null));
  line.postMessage({ role, content: files.get(role) });
}

async function hear({ id, reply }) {
  const said = reply && JSON.parse(reply);
  if (said?.view) waiting.get(id)?.done(said);
  else if (waiting.has(id) && !reply && (await fetching).get("snapshot")) {
    startOver().catch(() => replace());
  } else if (waiting.has(id)) {
    // The name of a fault of ours, never a part of a paste.
    console.warn("The checker gave no answer:", said?.error ?? "the worker failed");
    replace();
  }
}

async function fetchFiles() {
  const manifest = await (await get("runtime/manifest.json")).json();
  const files = new Map();
  const roles = Object.keys(manifest.files);
  const needed = roles.filter((role) => USUAL.includes(role) || !roles.includes("snapshot"));
  const all = needed.reduce((sum, role) => sum + manifest.files[role].size, 0);
  let done = 0;
  const count = (bytes) => tell("loading", { done: (done += bytes), all });
  files.fetch = (role) => fetchPart(manifest.files[role], role, () => {});
  const own = ["worker", "boot"].map(async (name) => files.set(name, await (await get(`${name}.js`)).text()));
  const parts = needed.map(async (role) => {
    const part = fetchPart(manifest.files[role], role, count);
    // Without a snapshot Python starts from scratch, which is slower and no worse.
    files.set(role, await (USUAL.includes(role) ? part.catch(() => null) : part));
  });
  tell("loading", { done: 0, all });
  await Promise.all([...own, ...parts]);
  return files;
}

async function fetchPart({ file, sha256 }, role, count) {
  const options = { priority: "high" };
  if (sha256) options.integrity = `sha256-${btoa(String.fromCharCode(...sha256.match(/../g).map((pair) => parseInt(pair, 16))))}`;
  const response = await get(`runtime/${file}`, options);
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, next) {
        count(chunk.byteLength);
        next.enqueue(chunk);
      },
    }),
  );
  const whole = new Response(counted);
  return TEXTS.includes(role) ? whole.text() : whole.arrayBuffer();
}

async function get(name, options = {}) {
  const response = await fetch(new URL(name, HERE), { credentials: "omit", ...options });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

function openFrame() {
  const element = document.createElement("iframe");
  element.hidden = true;
  element.title = "";
  element.ariaHidden = "true";
  element.tabIndex = -1;
  element.src = new URL("frame.htm", HERE);
  addEventListener("message", ({ source }) => {
    if (source === element.contentWindow) failed();
  });
  return new Promise((resolve) => {
    element.addEventListener("load", () => resolve(element), { once: true });
    document.body.append(element);
  });
}

function tell(phase, detail = {}) {
  news.dispatchEvent(new CustomEvent("phase", { detail: { phase, ...detail } }));
}

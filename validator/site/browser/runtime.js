// Python, out of reach of any network: fetches its files, hands them to a hidden frame, and passes questions on.

const HERE = new URL(".", import.meta.url);
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

let fetcher = null; // of the runtime's files, which keeps them for a worker that has to be replaced
let fresh = true; // whether the snapshot was never seen to lack something
let restored = false; // whether what answers came from it
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
    if (!proven) {
      fetcher?.end();
      fetcher = null;
    }
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
  fresh = false;
  const line = await start();
  for (const id of [...waiting.keys()]) put(line, id);
}

async function open() {
  // Each in a task of its own: on a slow phone one takes thirty milliseconds.
  await nextTask();
  fetcher ??= openFetcher();
  await nextTask();
  frame ??= openFrame();
  // Frame and worker are there by the time the files are, and the code is compiled while the snapshot still comes.
  const first = new Map(fresh ? USUAL.map((role) => [role, fetcher.get(role)]) : []);
  const [{ contentWindow: inside }, script] = await Promise.all([frame, fetcher.need("worker")]);
  const { port1: line, port2: far } = new MessageChannel();
  const ready = new Promise((resolve, reject) => {
    let clock;
    Promise.all(first.values()).then(() => {
      tell("starting");
      clock = setTimeout(() => reject(new Error("no answer from the worker")), PATIENCE_AT_START);
    });
    failed = () => reject(new Error("the worker's script does not run"));
    line.onmessage = ({ data }) => {
      if (data.need) hand(line, data.need, first);
      else if (data.failed) reject(new Error(data.failed));
      else if (data.ready) {
        clearTimeout(clock);
        proven = true;
        restored = data.ready === "snapshot";
        failed = replace;
        // What runs gets text from here on, and nothing that it asks for.
        line.onmessage = ({ data }) => hear(data);
        resolve();
      }
    };
  });
  inside.postMessage(script, location.origin, [far]);
  await ready;
  tell("ready");
  // For what keeps the files: it does not load this script.
  document.dispatchEvent(new Event("checker-ready"));
  return line;
}

async function hand(line, role, first) {
  // Without a snapshot Python starts from scratch, which is slower and no worse.
  const content = fresh || !USUAL.includes(role) ? await (first.get(role) ?? fetcher.get(role)) : null;
  line.postMessage({ role, content }, content instanceof ArrayBuffer ? [content] : []);
}

async function hear({ id, reply }) {
  const said = reply && JSON.parse(reply);
  if (said?.view) waiting.get(id)?.done(said);
  else if (waiting.has(id) && !reply && restored) {
    startOver().catch(() => replace());
  } else if (waiting.has(id)) {
    // The name of a fault of ours, never a part of a paste.
    console.warn("The checker gave no answer:", said?.error ?? "the worker failed");
    replace();
  }
}

/** Start the worker that fetches: `get(role)` promises a file, or null where it cannot be had or is not whole. */
function openFetcher() {
  const worker = new Worker(new URL("files.js", HERE), { type: "module", credentials: "omit" });
  const asked = new Map(); // for each role, who waits for it
  worker.onmessage = ({ data: { role, content, reason, done, all } }) => {
    if (!role) return tell("loading", { done, all });
    if (reason) console.warn("A file of the checker cannot be had:", reason);
    for (const resolve of asked.get(role).splice(0, 1)) resolve(content);
  };
  const get = (role) =>
    new Promise((resolve) => {
      if (!asked.has(role)) asked.set(role, []);
      asked.get(role).push(resolve);
      worker.postMessage(role);
    });
  // Its own script cannot be had: whoever waits is told.
  worker.onerror = () => {
    for (const waiting of asked.values()) for (const resolve of waiting.splice(0)) resolve(null);
  };
  const need = async (role) => {
    const content = await get(role);
    if (content === null) throw new Error(`${role} cannot be had`);
    return content;
  };
  return { get, need, end: () => worker.terminate() };
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

// Not by a timer, which the browser may put off.
const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

function tell(phase, detail = {}) {
  news.dispatchEvent(new CustomEvent("phase", { detail: { phase, ...detail } }));
}

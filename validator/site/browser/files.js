// A worker beside the page: fetches Python's files, compares each with its digest, and keeps them for a worker that has
// to be replaced. It has a network, so nothing that is pasted ever comes here: it is told names of files.
// Here and not on the page, which decompressing and comparing nine megabytes would hold up for a tenth of a second.

const HERE = new URL(".", location.href);
const OWN = ["worker", "boot"];
const TELLING = 100; // milliseconds
const TEXTS = ["asm_js", "loader", "lockfile"];

const files = new Map(); // promises by role
let manifest = null;
let done = 0;
let all = 0;
let timer = null;

addEventListener("message", async ({ data: role }) => {
  if (!files.has(role)) files.set(role, fetchFile(role));
  try {
    const content = await files.get(role);
    if (typeof content === "string") postMessage({ role, content });
    else {
      // The copy is made here, so that the page only passes it on.
      const copy = content.slice(0);
      postMessage({ role, content: copy }, [copy]);
    }
  } catch (reason) {
    files.delete(role);
    postMessage({ role, content: null, reason: String(reason) });
  }
});

async function fetchFile(role) {
  if (OWN.includes(role)) return (await get(`${role}.js`)).text();
  manifest ??= get("runtime/manifest.json").then((response) => response.json());
  // Another role asks again: the network may be back.
  manifest.catch(() => (manifest = null));
  const { file, size, sha256 } = (await manifest).files[role];
  count(0, size);
  const content = await fetchWhole(file, sha256);
  return TEXTS.includes(role) ? new TextDecoder().decode(content) : content;
}

async function fetchWhole(file, sha256) {
  const options = { priority: "high" };
  // Pages that are not https have no digests. There the browser compares, and until it has, hands over nothing: so how
  // far it is cannot be told.
  if (sha256 && !crypto.subtle) options.integrity = `sha256-${btoa(String.fromCharCode(...bytesOf(sha256)))}`;
  const response = await get(`runtime/${file}`, options);
  const pieces = [];
  for (const reader = response.body.getReader(); ; ) {
    const { done: over, value } = await reader.read();
    if (over) break;
    pieces.push(value);
    count(value.length, 0);
  }
  const content = await new Blob(pieces).arrayBuffer();
  if (sha256 && crypto.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    if (bytesOf(sha256).some((byte, at) => byte !== digest[at])) throw new Error(`${file} is not what the manifest says`);
  }
  return content;
}

const bytesOf = (hex) => hex.match(/../g).map((pair) => parseInt(pair, 16));

function count(more, expected) {
  done += more;
  all += expected;
  // Nobody sees more, and each time the page has to draw. What is held back is told a little later all the same, for
  // nothing else may come for a while.
  if (expected || done === all) tell();
  else timer ??= setTimeout(tell, TELLING);
}

function tell() {
  clearTimeout(timer);
  timer = null;
  postMessage({ done, all });
}

async function get(name, options = {}) {
  const response = await fetch(new URL(name, HERE), { credentials: "omit", ...options });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

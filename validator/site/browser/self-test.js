// The self-test of the page on safety: sends a made-up word in every way that can be stopped, says what the browser did,
// and names the ways that cannot be stopped or seen.

const HERE = new URL(".", import.meta.url);
// Kept for examples: nobody's, and none of ours.
const ELSEWHERE = "https://example.com/";
const WAIT = 2000; // milliseconds for the browser to refuse

const box = document.querySelector("[data-self-test]");
const button = box.querySelector("button");
const part = (name) => box.querySelector(`[data-part=${name}]`).content.cloneNode(true);
const slot = (name) => box.querySelector(`[data-slot=${name}]`);

button.addEventListener("click", async () => {
  button.disabled = true;
  slot("said").replaceChildren(part("running"));
  const word = `made-up-${crypto.randomUUID()}`;
  try {
    const [inside, page, beyond] = await Promise.all([tryInside(word), tryPage(word), lookBeyond(word)]);
    show("inside", inside);
    show("page", page);
    show("beyond", beyond);
    // What the browser says nothing of counts neither as stopped nor as sent.
    const all = [...inside, ...page].map(([, state]) => state).filter((state) => state !== "unseen");
    const stopped = all.filter((state) => state !== "out").length;
    const said = stopped === all.length ? "good" : "bad";
    const text = part(said);
    text.querySelector("[data-slot=count]").textContent = stopped;
    text.querySelector("[data-slot=all]").textContent = all.length;
    slot("said").replaceChildren(text);
    box.dataset.said = said;
    slot("inside").parentElement.hidden = false;
  } catch {
    slot("said").replaceChildren(part("failed"));
  }
  button.disabled = false;
});

function show(name, found) {
  slot(name).replaceChildren(
    ...found.map(([way, state]) => {
      const item = document.createElement("li");
      item.dataset.state = state;
      const label = document.createElement("code");
      label.translate = false;
      label.textContent = way;
      item.append(label, ": ", part(state));
      return item;
    }),
  );
}

// In a frame and a worker like those that read a paste: the frame is the same file, with the same policy.
async function tryInside(word) {
  const answer = await fetch(new URL("self-test-worker.js", HERE));
  if (!answer.ok) throw new Error("the script of the test is missing");
  const script = await answer.text();
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = new URL("frame.htm", HERE);
  await new Promise((loaded) => {
    frame.addEventListener("load", loaded, { once: true });
    document.body.append(frame);
  });
  const { port1: line, port2: far } = new MessageChannel();
  const said = new Promise((done, fail) => {
    line.onmessage = ({ data }) => done(data);
    setTimeout(fail, 4 * WAIT);
  });
  frame.contentWindow.postMessage(script, location.origin, [far]);
  // The address of something that can be fetched, and imported: were it allowed, it would succeed.
  line.postMessage({ address: new URL("self-test-worker.js", HERE).href, word });
  const found = await said;
  frame.remove();
  return found;
}

// On the page itself, to another host. Its own it may ask: that is where its pages come from.
async function tryPage(word) {
  const to = (way) => `${ELSEWHERE}${word}/${way}`;
  const element = (name, values) => {
    const made = Object.assign(document.createElement(name), values);
    document.body.append(made);
    return made;
  };
  const made = [];
  const ways = {
    fetch: (address) => fetch(address, { mode: "no-cors" }).catch(() => {}),
    sendBeacon: (address) => navigator.sendBeacon(address, word),
    WebSocket: (address) => new WebSocket(address.replace("https", "wss")),
    EventSource: (address) => made.push({ remove: EventSource.prototype.close.bind(new EventSource(address)) }),
    "<img>": (src) => made.push(element("img", { src, alt: "" })),
    "<script>": (src) => made.push(element("script", { src })),
    "<link>": (href) => made.push(element("link", { rel: "stylesheet", href })),
    "<link rel=prefetch>": (href) => {
      if (!document.createElement("link").relList.supports("prefetch")) return absent.add("<link rel=prefetch>");
      made.push(element("link", { rel: "prefetch", href }));
    },
    "@import": (address) => made.push(element("style", { textContent: `@import url("${address}")` })),
    "new FontFace()": (address) => new FontFace("made-up", `url("${address}")`).load().catch(() => {}),
    "<iframe>": (src) => made.push(element("iframe", { src, hidden: true })),
    "<form>": (action) => {
      // Into a frame of its own: were it sent, the reader would still be here.
      const frame = element("iframe", { name: word, hidden: true });
      const form = element("form", { action, method: "post", target: word });
      made.push(frame, form);
      form.submit();
    },
  };
  const names = Object.keys(ways);
  const absent = new Set();
  // Of what is framed or sent to, browsers name the host alone, and of rules in the page nothing: these are known by the
  // rule that refused them.
  const rules = { "frame-src": "<iframe>", "form-action": "<form>" };
  const refused = new Set();
  const hear = ({ blockedURI, effectiveDirective }) => {
    const way = blockedURI === "inline" ? "@import" : rules[effectiveDirective];
    refused.add(way ? to(names.indexOf(way)) : blockedURI.replace("wss", "https"));
  };
  document.addEventListener("securitypolicyviolation", hear);
  names.forEach((name, number) => {
    try {
      ways[name](to(number));
    } catch {
      refused.add(to(number));
    }
  });
  const clock = Date.now();
  while (refused.size + absent.size < names.length && Date.now() - clock < WAIT) await pause(50);
  document.removeEventListener("securitypolicyviolation", hear);
  for (const one of made) one.remove();
  const state = (name, number) => {
    if (absent.has(name)) return "absent";
    if (refused.has(to(number))) return "stopped";
    // A browser may leave out what it does at leisure, refused or not.
    return name === "<link rel=prefetch>" ? "unseen" : "out";
  };
  return names.map((name, number) => [name, state(name, number)]);
}

// What no policy forbids a page. Of what could leave the browser it is only asked whether it is there.
async function lookBeyond(word) {
  const ways = {
    WebRTC: ["webrtc", () => typeof RTCPeerConnection === "function"],
    "window.open()": ["popup", () => typeof open === "function"],
    "<link rel=dns-prefetch>": ["lookup", () => true],
    "Service Worker": ["own-program", () => tellOwnProgram(word)],
    BroadcastChannel: ["windows", () => tellWindows(word)],
  };
  const found = Object.entries(ways).map(async ([way, [said, isThere]]) => [way, (await isThere()) ? said : "absent"]);
  return Promise.all(found);
}

/** Tell the program that keeps the guide for when there is no network, and say whether it heard. */
async function tellOwnProgram(word) {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return false;
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise((done) => (port1.onmessage = () => done(true)));
  registration.active.postMessage({ language: word }, [port2]);
  return Promise.race([heard, pause(WAIT)]);
}

/** Tell the site's other windows, of which this one stands for one, and say whether it heard. */
async function tellWindows(word) {
  if (typeof BroadcastChannel !== "function") return false;
  const [here, there] = [new BroadcastChannel(word), new BroadcastChannel(word)];
  const heard = new Promise((done) => (there.onmessage = () => done(true)));
  here.postMessage(word);
  const said = await Promise.race([heard, pause(WAIT)]);
  for (const channel of [here, there]) channel.close();
  return said;
}

const pause = (time) => new Promise((next) => setTimeout(next, time));

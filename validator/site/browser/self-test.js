// The self-test of the page on safety: sends a made-up word in every way there is, and says what the browser did.

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
    const [inside, page] = await Promise.all([tryInside(word), tryPage(word)]);
    show("inside", inside);
    show("page", page);
    const all = [...inside, ...page].map(([, state]) => state);
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
  // Of what is framed or sent to, browsers name the host alone: these are known by the rule that refused them.
  const rules = { "frame-src": "<iframe>", "form-action": "<form>" };
  const refused = new Set();
  const hear = ({ blockedURI, effectiveDirective }) => {
    const way = rules[effectiveDirective];
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
  while (refused.size < names.length && Date.now() - clock < WAIT) await new Promise((next) => setTimeout(next, 50));
  document.removeEventListener("securitypolicyviolation", hear);
  for (const one of made) one.remove();
  return names.map((name, number) => [name, refused.has(to(number)) ? "stopped" : "out"]);
}

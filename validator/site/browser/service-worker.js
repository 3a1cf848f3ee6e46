// Keeps the guide for when there is no network: the languages that were read, and Python once it was used or asked for.
//
// A release is kept whole or not at all, and each of its files is compared with the digest that the build wrote down,
// so two releases never stand side by side. Only files of this list are ever kept, none that was asked for otherwise.

const RELEASE = null; // put in by the build: version, and digests by path in shared, languages, checker and runtime
const ROOT = new URL("./", self.location);
const KEPT = `guide-${RELEASE.version}`;
const RUNTIME = "guide-runtime"; // its names hold digests, so releases share it
const STALE = new URL("stale", ROOT).href; // kept beside the files when the site was seen to be newer than they are
const KNOWN = new Map([RELEASE.shared, RELEASE.checker, ...Object.values(RELEASE.languages)].flatMap((files) => Object.entries(files)));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return;
  const path = pathname.slice(ROOT.pathname.length);
  if (request.mode === "navigate") event.respondWith(navigate(request, path));
  else if (path in RELEASE.runtime) event.respondWith(runtime(request));
  else if (KNOWN.has(path)) event.respondWith(serve(request));
});

async function install() {
  const languages = await keptLanguages();
  const checker = (await hasRuntimeFiles()) ? RELEASE.checker : {};
  await keep(Object.assign({}, RELEASE.shared, checker, ...languages.map((language) => RELEASE.languages[language])));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("guide-") && name !== KEPT && name !== RUNTIME) await caches.delete(name);
  }
  const cache = await caches.open(RUNTIME);
  for (const request of await cache.keys()) {
    if (!(new URL(request.url).pathname.slice(ROOT.pathname.length) in RELEASE.runtime)) await cache.delete(request);
  }
  await self.clients.claim();
}

/** What a page may ask for: to keep a language or Python, to give way to the next release, and what is kept. */
async function answer({ data, ports }) {
  if (data.giveWay) return self.skipWaiting();
  try {
    if (data.keep === "runtime") await keepRuntime();
    else if (data.keep in RELEASE.languages) await keep(RELEASE.languages[data.keep]);
  } catch {
    // No network, or a newer release: what is kept is told below.
  }
  const languages = await keptLanguages([KEPT]);
  ports[0]?.postMessage({ language: languages.includes(data.language), runtime: await hasRuntime() });
}

async function navigate(request, path) {
  // With one window left, a reload is the moment to change to the next release, which then answers it.
  if (request.destination === "document" && self.registration.waiting && (await self.clients.matchAll()).length < 2) {
    self.registration.waiting.postMessage({ giveWay: true });
    return new Response("", { headers: { Refresh: "0" } });
  }
  if (!KNOWN.has(path)) return fetch(request);
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept && !(await isStale())) return kept;
  try {
    const response = await fetch(request);
    if (response.ok && (await digest(response.clone())) !== KNOWN.get(path)) {
      await cache.put(STALE, new Response());
      self.registration.update().catch(() => {});
    }
    return response;
  } catch (reason) {
    if (kept) return kept;
    throw reason;
  }
}

async function serve(request) {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: true });
  if (!(await isStale())) return kept ?? fetch(request);
  const fresh = fetch(request, { cache: "no-cache" });
  return kept ? fresh.catch(() => kept) : fresh;
}

async function runtime(request) {
  const cache = await caches.open(RUNTIME);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** Keep files, all of them or none. */
async function keep(files) {
  const cache = await caches.open(KEPT);
  const fetched = await Promise.all(
    Object.entries(files).map(async ([path, wanted]) => {
      const address = new URL(path, ROOT).href;
      if (await cache.match(address)) return null;
      const response = await fetch(address, { cache: "no-cache" });
      if (!response.ok || (await digest(response.clone())) !== wanted) throw new Error(`another release: ${path}`);
      return [address, response];
    }),
  );
  for (const [address, response] of fetched.filter(Boolean)) await cache.put(address, response);
}

async function keepRuntime() {
  await keep(RELEASE.checker);
  await Promise.all(Object.keys(RELEASE.runtime).map((path) => runtime(new Request(new URL(path, ROOT)))));
}

async function hasRuntime() {
  const cache = await caches.open(RUNTIME);
  const kept = await Promise.all(Object.keys(RELEASE.runtime).map((path) => cache.match(new URL(path, ROOT).href)));
  const own = await caches.open(KEPT);
  const scripts = await Promise.all(Object.keys(RELEASE.checker).map((path) => own.match(new URL(path, ROOT).href)));
  return kept.length > 0 && [...kept, ...scripts].every(Boolean);
}

/** Say whether Python was kept before, by this release or an older one. */
async function hasRuntimeFiles() {
  return (await (await caches.open(RUNTIME)).keys()).length > 0;
}

/** Return the languages whose first page is kept, by default in any release. */
async function keptLanguages(names) {
  const caches_ = (names ?? (await caches.keys())).filter((name) => name.startsWith("guide-"));
  const found = [];
  for (const [language, files] of Object.entries(RELEASE.languages)) {
    const first = new URL(Object.keys(files)[0], ROOT).href;
    for (const name of caches_) {
      if (await (await caches.open(name)).match(first)) {
        found.push(language);
        break;
      }
    }
  }
  return found;
}

async function isStale() {
  return Boolean(await (await caches.open(KEPT)).match(STALE));
}

async function digest(response) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The hidden frame: its policy forbids every connection, and a worker made here inherits it.
// It is given the worker's script once, and a line to the page for each worker; a new line replaces the worker.
// Policies speak of the network. What else a worker could leave something in, or tell others by, it does not have; nor
// letters, which WebKit fetches from its own site whatever the policy says.
const BEFORE = `for (const [place, names] of [
  [globalThis, ["BroadcastChannel", "Worker", "FontFace", "fonts", "caches", "indexedDB", "webkitRequestFileSystem",
    "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL"]],
  [navigator, ["locks", "serviceWorker", "storage", "storageBuckets"]],
])
  for (const name of names)
    for (let owner = place; owner; owner = Object.getPrototypeOf(owner)) delete owner[name];
`;
let script;
let worker;

addEventListener("message", ({ data, ports, source, origin }) => {
  if (source !== parent || origin !== location.origin) return;
  script ??= data;
  worker?.terminate();
  const address = URL.createObjectURL(new Blob([BEFORE, script], { type: "text/javascript" }));
  worker = new Worker(address, { type: "module" });
  const [line] = ports;
  worker.addEventListener("error", () => parent.postMessage("worker-failed", location.origin));
  worker.postMessage(null, [line]);
});

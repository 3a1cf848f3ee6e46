// The hidden frame: its policy forbids every connection, and a worker made here inherits it.
// It is given the worker's script once, and a line to the page for each worker; a new line replaces the worker.
let script;
let worker;

addEventListener("message", ({ data, ports, source, origin }) => {
  if (source !== parent || origin !== location.origin) return;
  script ??= data;
  worker?.terminate();
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  worker = new Worker(address, { type: "module" });
  const [line] = ports;
  worker.addEventListener("error", () => parent.postMessage("worker-failed", location.origin));
  worker.postMessage(null, [line]);
});

// Starts Python from files that are handed over, and gives back its one function. It asks for no network.

// Pyodide wants addresses. This one can never exist; what it asks for there is answered from what was handed over.
const NOWHERE = "https://runtime.invalid/";
const EMPTY_ZIP = new Uint8Array(22);
EMPTY_ZIP.set([0x50, 0x4b, 0x05, 0x06]);

/**
 * Start Python, from its snapshot where that can be used, from scratch otherwise.
 *
 * `give(role)` promises the content of a file of manifest.json: text for "asm_js", "loader" and "lockfile", bytes
 * (an ArrayBuffer or Uint8Array) for "snapshot", "stdlib" and "wheel"; "asm_wasm" may also be a WebAssembly.Module.
 * `load(text)` imports the text of a script as a module.
 *
 * Resolves to `answer`, JSON in, JSON out; `start`, "snapshot" or "plain"; and `trouble`, the reason for a plain
 * start.
 */
export async function boot(give, load = loadBlob) {
  let trouble = null;
  try {
    const python = await start(give, load, await restoring(give));
    return { answer: answerOf(python), start: "snapshot", trouble };
  } catch (reason) {
    console.warn("The snapshot cannot be used, so Python starts from scratch:", reason);
    trouble = reason;
  }
  const python = await start(give, load, {}, await give("stdlib"), await give("wheel"));
  await python.loadPackage("validator", { messageCallback: () => {} });
  return { answer: answerOf(python), start: "plain", trouble };
}

/** Start Pyodide with some settings of its own; without a standard library it needs a snapshot that holds one. */
export async function start(give, load, settings, stdlib = EMPTY_ZIP, wheel = null) {
  const [script, loader, lockfile, wasm] = await Promise.all(["asm_js", "loader", "lockfile", "asm_wasm"].map(give));
  const files = { "python_stdlib.zip": stdlib, "pyodide.asm.wasm": new Uint8Array() };
  const handed = async (address) => {
    const name = String(address).replace(NOWHERE, "");
    const content = name.endsWith(".whl") ? wheel : files[name];
    if (!content) throw new TypeError(`Nobody handed over ${name}`);
    return new Response(content);
  };
  // First, so that the loader finds it there and does not look for the file.
  await load(script);
  const { loadPyodide } = await load(loader);
  const before = [globalThis.fetch, WebAssembly.instantiateStreaming];
  try {
    return await new Promise((resolve, reject) => {
      globalThis.fetch = handed;
      // Pyodide only warns when this fails, and would wait for ever.
      WebAssembly.instantiateStreaming = (_response, imports) => {
        const made = instantiate(wasm, imports);
        made.catch(reject);
        return made;
      };
      loadPyodide({
        indexURL: NOWHERE,
        packageBaseUrl: NOWHERE,
        lockFileContents: JSON.parse(lockfile),
        ...settings,
      }).then(resolve, reject);
    });
  } finally {
    // `loadPackage` still asks for the wheel.
    if (!wheel) globalThis.fetch = before[0];
    WebAssembly.instantiateStreaming = before[1];
  }
}

async function restoring(give) {
  const snapshot = await give("snapshot");
  return { _loadSnapshot: snapshot instanceof Uint8Array ? snapshot : new Uint8Array(snapshot) };
}

async function instantiate(wasm, imports) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

function answerOf(python) {
  return python.pyimport("validator.browser").answer;
}

async function loadBlob(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

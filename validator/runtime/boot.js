// Starts Python from files that are handed over, and gives back its one function. It asks for no network.

/** The first bytes of a snapshot, a JSON text filled up with spaces. */
export const HEADER = 256;

// The environment is part of the memory that a snapshot is compared with; the browser's language would be in it.
export const ENVIRONMENT = {
  HOME: "/",
  LANG: "C.UTF-8",
  PYTHONHASHSEED: "0",
  PYTHONHOME: "/",
  PYTHONNODEBUGRANGES: "1",
  PYTHONOPTIMIZE: "2",
};

// Pyodide wants addresses. This one can never exist; what it asks for there is answered from what was handed over.
const NOWHERE = "https://runtime.invalid/";

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
  try {
    return { answer: await restore(give, load), start: "snapshot", trouble: null };
  } catch (trouble) {
    console.warn("The snapshot cannot be used, so Python starts from scratch:", trouble);
    return { answer: await startPlain(give, load), start: "plain", trouble };
  }
}

/**
 * Make the memory and the code of Python without running anything in it; `change` gets the module before its start.
 *
 * Pyodide's own loader would go on and set up its bridge to JavaScript, half of the memory. One function that takes
 * and gives text needs no bridge.
 */
export async function createPython(give, load, memory, change = () => {}) {
  const [script, wasm] = await Promise.all([give("asm_js"), give("asm_wasm")]);
  await load(script);
  // An allocator draws its seeds from clock and chance as the code is made; the snapshot's were drawn from these.
  performance.now = () => 0;
  crypto.getRandomValues = (array) => array.fill(7);
  return new Promise((resolve, reject) => {
    globalThis
      ._createPyodideModule({
        API: { config: {}, runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true }, fatal_error: reject },
        INITIAL_MEMORY: memory,
        noInitialRun: true,
        thisProgram: "python",
        preRun: [(python) => change(Object.assign(python, { ENV: Object.assign(python.ENV, ENVIRONMENT) }))],
        instantiateWasm(imports, done) {
          const sentinel = Symbol("sentinel");
          imports.sentinel = { create_sentinel: () => sentinel, is_sentinel: (value) => value === sentinel };
          instantiate(wasm, imports).then(({ instance, module }) => done(instance, module), reject);
          return {};
        },
      })
      .then(resolve, reject);
  }).finally(() => {
    delete performance.now;
    delete crypto.getRandomValues;
  });
}

/** Sum up the memory that a snapshot builds upon: what the code brings with it, up to the stack. */
export function sumOf(python) {
  const words = python.HEAPU32.subarray(0, python._emscripten_stack_get_end() >>> 2);
  const own = ofTheEngine(python);
  let sum = 0;
  for (let at = 0; at < words.length; at++) sum = (Math.imul(sum, 31) + (at === own ? 0 : words[at])) | 0;
  return sum;
}

/**
 * Return which word differs between browsers: the place of a function that counts arguments, or 0 where Python has
 * to do without, as in Safari. A snapshot leaves it as it finds it.
 */
function ofTheEngine(python) {
  const offset = python.HEAPU32[python.__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET >>> 2];
  return (python.__PyRuntime + offset) >>> 2;
}

async function restore(give, load) {
  const snapshot = asBytes(await give("snapshot"));
  const header = JSON.parse(new TextDecoder().decode(snapshot.subarray(0, HEADER)));
  if (snapshot.length !== HEADER + header.length) throw new Error("The snapshot is not whole");
  const python = await createPython(give, load, header.memory);
  if (python._emscripten_stack_get_end() !== header.end || sumOf(python) !== header.sum)
    throw new Error("The snapshot is of another runtime");
  const words = new Uint32Array(snapshot.buffer, snapshot.byteOffset + HEADER, header.end >>> 2);
  const memory = python.HEAPU32;
  for (let at = 0; at < words.length; at++) memory[at] ^= words[at];
  python.HEAPU8.fill(0, header.end);
  python.HEAPU8.set(snapshot.subarray(HEADER + header.end), header.end);
  return (request) => call(python, header.reply, request);
}

/** Call a Python function from text to bytes of UTF-8 by its address. */
function call(python, address, request) {
  const given = python.stringToNewUTF8(request);
  const text = python._PyUnicode_FromString(given);
  python._free(given);
  const said = python._PyObject_CallOneArg(address, text);
  python._Py_DecRef(text);
  if (!said) {
    // Not printed: what Python says of it may quote what was pasted.
    python._PyErr_Clear();
    throw new Error("The checker failed");
  }
  const reply = python.UTF8ToString(python._PyBytes_AsString(said));
  python._Py_DecRef(said);
  return reply;
}

async function startPlain(give, load) {
  const roles = ["asm_js", "asm_wasm", "loader", "lockfile", "stdlib", "wheel"];
  const [script, wasm, loader, lockfile, stdlib, wheel] = await Promise.all(roles.map(give));
  // First, so that the loader finds it there and does not look for the file.
  await load(script);
  const { loadPyodide } = await load(loader);
  globalThis.fetch = async (address) => {
    const name = String(address).replace(NOWHERE, "");
    return new Response(name.endsWith(".whl") ? wheel : name === "python_stdlib.zip" ? stdlib : null);
  };
  const python = await new Promise((resolve, reject) => {
    // Pyodide only warns when this fails, and would wait for ever.
    WebAssembly.instantiateStreaming = (_response, imports) => {
      const made = instantiate(wasm, imports);
      made.catch(reject);
      return made;
    };
    const settings = { indexURL: NOWHERE, packageBaseUrl: NOWHERE, lockFileContents: JSON.parse(lockfile) };
    loadPyodide(settings).then(resolve, reject);
  });
  await python.loadPackage("validator", { messageCallback: () => {} });
  return python.pyimport("validator.browser").answer;
}

async function instantiate(wasm, imports) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

const asBytes = (content) => (content instanceof Uint8Array ? content : new Uint8Array(content));

async function loadBlob(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

// Starts Python from files that are handed over, and gives back its one function. It asks for no network.

// Pyodide wants addresses. This one can never exist; what it asks for there is answered from what was handed over.
const NOWHERE = "https://runtime.invalid/";

/**
 * Start Python, from its snapshot where that can be used, from scratch otherwise.
 *
 * `give(role)` promises the content of a file of manifest.json: text for "asm_js", "loader" and "lockfile", bytes
 * (an ArrayBuffer or Uint8Array) for the others; "code" may also be a WebAssembly.Module.
 * `load(text)` imports the text of a script as a module.
 *
 * Resolves to `answer`, JSON in, JSON out; `start`, "snapshot" or "plain"; and `trouble`, the reason for a plain
 * start. The code of a snapshot has only what the checker was seen to use: an answer that needs more throws.
 */
export async function boot(give, load = loadBlob) {
  try {
    return { answer: await restore(give), start: "snapshot", trouble: null };
  } catch (trouble) {
    console.warn("The snapshot cannot be used, so Python starts from scratch:", trouble);
    return { answer: await startPlain(give, load), start: "plain", trouble };
  }
}

/**
 * Put the memory back in which Python had already started.
 *
 * A snapshot begins with the length of its header, in four bytes, and the header, which says: `id`, which the code has
 * to know; `pages` of memory; `parts`, the starts and lengths of what follows; `reply`, where the function lies;
 * `values` of what the code imports; and the size of the `table`.
 */
export async function restore(give) {
  // The code comes first, for it is the smaller one, and is compiled while the snapshot is under way.
  const compiling = give("code").then((code) => (code instanceof WebAssembly.Module ? code : WebAssembly.compile(code)));
  const [snapshot, module] = await Promise.all([give("snapshot").then(asBytes), compiling]);
  const start = 4 + new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(snapshot.subarray(4, start)));
  const whole = header.parts.reduce((sum, [, length]) => sum + length, start);
  if (snapshot.length !== whole) throw new Error("The snapshot is not whole");
  const [made] = WebAssembly.Module.customSections(module, "snapshot");
  if (!made || new TextDecoder().decode(made) !== header.id) throw new Error("The snapshot is of another runtime");
  const memory = new WebAssembly.Memory({ initial: header.pages, maximum: 65536 });
  const { exports: python } = await WebAssembly.instantiate(module, surroundings(module, memory, header));
  const bytes = new Uint8Array(memory.buffer);
  let from = start;
  for (const [at, length] of header.parts) {
    bytes.set(snapshot.subarray(from, from + length), at);
    from += length;
  }
  return (request) => call(python, memory, header.reply, request);
}

/** Give the code what it imports. Whatever Python does, it reaches nothing but its memory. */
function surroundings(module, memory, { values, table: size }) {
  const table = new WebAssembly.Table({ initial: size, element: "anyfunc" });
  // A table makes what it gives anew each time.
  const got = [];
  const functions = {
    // Python calls functions of C through JavaScript, so that their number of arguments need not fit: at most three.
    _PyEM_TrampolineCall_JS: (at, one, two, three) => (got[at] ??= table.get(at))(one, two, three),
    _Py_CheckEmscriptenSignals_Helper: () => 0,
    emscripten_get_heap_max: () => 2 ** 31,
    emscripten_resize_heap: (wanted) => memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / 65536)) > 0,
  };
  const made = {
    memory: () => memory,
    table: () => table,
    tag: () => new WebAssembly.Tag({ parameters: ["i32"] }),
    // What the linker of Emscripten would fill in changes, and the stack does.
    global: (name, from) =>
      new WebAssembly.Global({ value: "i32", mutable: from !== "env" || name === "__stack_pointer" }, values[name]),
    function: (name) => functions[name] ?? missing(name),
  };
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = made[kind](name, from);
  return imports;
}

const missing = (name) => () => {
  throw new Error(`${name} is not here`);
};

/** Call a Python function from text to bytes of UTF-8 by its address. */
function call(python, memory, address, request) {
  const given = new TextEncoder().encode(`${request}\0`);
  const at = python.malloc(given.length);
  new Uint8Array(memory.buffer).set(given, at);
  const text = python.PyUnicode_FromString(at);
  python.free(at);
  const said = python.PyObject_CallOneArg(address, text);
  python.Py_DecRef(text);
  if (!said) {
    // Not printed: what Python says of it may quote what was pasted.
    python.PyErr_Clear();
    throw new Error("The checker failed");
  }
  const start = python.PyBytes_AsString(said);
  const reply = new TextDecoder().decode(new Uint8Array(memory.buffer, start, python.PyBytes_Size(said)));
  python.Py_DecRef(said);
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
      const made = WebAssembly.instantiate(wasm, imports);
      made.catch(reject);
      return made;
    };
    const settings = { indexURL: NOWHERE, packageBaseUrl: NOWHERE, lockFileContents: JSON.parse(lockfile) };
    loadPyodide(settings).then(resolve, reject);
  });
  await python.loadPackage("validator", { messageCallback: () => {} });
  return python.pyimport("validator.browser").answer;
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

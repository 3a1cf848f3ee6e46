// Starts Python, lets it import the checker and answer once, and writes its memory down: what boot.js restores.
// node snapshot.js SCRIPT CODE STDLIB WHEEL WARM.PY OFFERS.PY SNAPSHOT SLOTS; SLOTS are those of the table that stay

import { createHash } from "node:crypto";

import { arguments_, leave, load, read, write } from "./as_worker.js";

const PAGE = 65536;
// What Pyodide starts with.
const PAGES = 320;
// Zeros from this many on are left out.
const GAP = 1024;
const ENVIRONMENT = {
  HOME: "/",
  LANG: "C.UTF-8",
  PYTHONHASHSEED: "0",
  PYTHONHOME: "/",
  PYTHONNODEBUGRANGES: "1",
  PYTHONOPTIMIZE: "2",
};

const [script, code, stdlib, wheel, warm, offers, snapshot, slots] = arguments_;

// The memory holds what Python has seen of time and chance: the same of both, at every build.
Date.now = () => 315532800000;
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(7);
// There Pyodide calls functions of C through JavaScript, not through code it makes at its start: any browser can.
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "iPhone" } });

const values = {};
const python = await createPython(({ FS, ENV }) => {
  Object.assign(ENV, ENVIRONMENT);
  FS.mkdirTree("/lib/python3.13/lib-dynload");
  FS.writeFile("/lib/python313.zip", read(stdlib));
  FS.writeFile("/validator.whl", read(wheel));
});
python._Py_InitializeEx(0);
run('import sys; sys.path.insert(0, "/validator.whl")');
run(new TextDecoder().decode(read(warm)));
const reply = addressOf("reply");
scrub();

const parts = [...filled(python.HEAPU8)];
const hash = createHash("sha256");
for (const [at, length] of parts) hash.update(`${at} ${length} `).update(python.HEAPU8.subarray(at, at + length));
const about = { id: hash.digest("hex"), pages: python.HEAPU8.length / PAGE, table: python.wasmTable.length, reply, values, parts };
const header = new TextEncoder().encode(JSON.stringify(about));
const length = new Uint8Array(new Uint32Array([header.length]).buffer);
const contents = parts.map(([at, size]) => python.HEAPU8.subarray(at, at + size));
write(snapshot, Buffer.concat([length, header, ...contents]));
run(new TextDecoder().decode(read(offers)));
write(slots, JSON.stringify(functionsOf(bytes("types"), bytes("functions")).map((at) => at - values.__table_base)));
leave(0);

/**
 * Make the memory and the code of Python without running anything in it; `change` gets the module before its start.
 *
 * Pyodide's own loader would go on and set up its bridge to JavaScript, half of the memory. One function that takes
 * and gives text needs no bridge.
 */
async function createPython(change) {
  await load(new TextDecoder().decode(read(script)));
  return new Promise((resolve, reject) => {
    globalThis
      ._createPyodideModule({
        API: { config: {}, runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true }, fatal_error: reject },
        INITIAL_MEMORY: PAGES * PAGE,
        noInitialRun: true,
        thisProgram: "python",
        preRun: [change],
        instantiateWasm(imports, done) {
          imports.sentinel = { create_sentinel: () => null, is_sentinel: () => false };
          WebAssembly.instantiate(read(code), imports).then(({ instance, module }) => {
            for (const name of ["__memory_base", "__stack_pointer", "__table_base"]) values[name] = imports.env[name].value;
            done(instance, module);
          }, reject);
          return {};
        },
      })
      .then(resolve, reject);
  });
}

function run(text) {
  const code = python.stringToNewUTF8(text);
  if (python._PyRun_SimpleString(code) !== 0) throw new Error("Python failed");
  python._free(code);
}

/** Return where a function of __main__ lies. */
function addressOf(name) {
  const [module, attribute] = ["__main__", name].map((text) => python.stringToNewUTF8(text));
  const found = python._PyObject_GetAttrString(python._PyImport_AddModule(module), attribute);
  python._free(module);
  python._free(attribute);
  return found;
}

/** Return numbers of four bytes that lie in a bytes object of __main__. */
function bytes(name) {
  const [object, size] = [addressOf(name), 16];
  const length = python.HEAP32[(object + 8) >> 2] >> 2;
  const start = (object + size) >> 2;
  return python.HEAPU32.slice(start, start + length);
}

/**
 * List the functions that types and built-in functions name, by their place in the table.
 *
 * The numbers are those of CPython's structures, in words. That some of what is read is no function does no harm.
 */
function functionsOf(types, functions) {
  const [METHOD, GETTER] = [4, 5];
  const [AS_ASYNC, AS_NUMBER, AS_SEQUENCE, AS_MAPPING, METHODS, GETTERS, WORDS] = [10, 12, 13, 14, 29, 31, 49];
  const words = python.HEAPU32;
  const found = new Set();
  const add = (at, length) => {
    if (at) for (const word of words.subarray(at >> 2, (at >> 2) + length)) found.add(word);
  };
  const addAll = (at, size) => {
    if (at) for (let row = at >> 2; words[row]; row += size) add((row + 1) << 2, 2);
  };
  for (const type of types) {
    const member = (index) => words[(type >> 2) + index];
    add(type, WORDS);
    for (const [index, length] of [[AS_ASYNC, 4], [AS_NUMBER, 36], [AS_SEQUENCE, 10], [AS_MAPPING, 3]]) add(member(index), length);
    addAll(member(METHODS), METHOD);
    addAll(member(GETTERS), GETTER);
  }
  for (const each of functions) add(words[(each >> 2) + 2], 2);
  return [...found].filter((word) => word >= values.__table_base && word < python.wasmTable.length).sort((one, other) => one - other);
}

/**
 * Overwrite with zeros what nobody uses any more: the stack, and what was given back to the two allocators.
 *
 * Both are asked for all they have; what comes from beyond the old top of the heap says that they have no more.
 */
function scrub() {
  const blocks = [];
  let top = python._sbrk(0);
  for (let size = 1 << 18; size >= 16; size -= size > 1024 ? size >> 2 : 16) {
    for (;;) {
      const at = python._PyMem_RawMalloc(size);
      blocks.push(at);
      if (at + size > top) break;
      python.HEAPU8.fill(0, at, at + size);
    }
  }
  top = python._sbrk(0);
  const objects = [];
  // Python's own allocator keeps blocks of up to 512 bytes, by size.
  for (let size = 512; size >= 16; size -= 16) {
    for (;;) {
      const at = python._PyObject_Malloc(size);
      objects.push(at);
      if (at >= top) break;
      python.HEAPU8.fill(0, at, at + size);
    }
  }
  // From the far end, so that the lists of free blocks run in one direction.
  for (const at of objects.sort((one, other) => other - one)) python._PyObject_Free(at);
  for (const at of blocks.sort((one, other) => other - one)) python._PyMem_RawFree(at);
  python.HEAPU8.fill(0, python._emscripten_stack_get_end(), python.stackSave());
}

/** Yield start and length of what is not zero. */
function* filled(memory) {
  let start = 0;
  while (start < memory.length) {
    while (start < memory.length && !memory[start]) start++;
    let end = start;
    for (let zeros = 0; end + zeros < memory.length && zeros < GAP; )
      if (memory[end + zeros]) [end, zeros] = [end + zeros + 1, 0];
      else zeros++;
    if (end > start) yield [start, end - start];
    start = end + GAP;
  }
}

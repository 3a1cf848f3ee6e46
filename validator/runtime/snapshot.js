// Starts Python, lets it import the checker and answer once, and writes its memory down: what boot.js restores.
// node snapshot.js FOLDER STDLIB WARM.PY OUT; FOLDER holds the other files of the bundle and a manifest.json

import { arguments_, giver, leave, load, read, write } from "./as_worker.js";
import { createPython, HEADER, sumOf } from "./boot.js";

// What a page of WebAssembly's memory holds, and what Pyodide starts with.
const PAGE = 65536;
const MEMORY = 320 * PAGE;

const [folder, stdlib, warm, out] = arguments_;
const give = giver(folder);


// Files carry times as well.
Date.now = () => 315532800000;
const wheel = await give("wheel");
const python = await createPython(give, load, MEMORY, ({ FS }) => {
  FS.mkdirTree("/lib/python3.13/lib-dynload");
  FS.writeFile("/lib/python313.zip", read(stdlib));
  FS.writeFile("/validator.whl", wheel);
});
// Read again where it is restored, there without the path.
const end = python._emscripten_stack_get_end();
const sum = sumOf(python);
const base = python.HEAPU32.slice(0, end >>> 2);

// The memory holds what Python has seen of time and chance: the same of both, at every build.
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(7);
python._Py_InitializeEx(0);
run('import sys; sys.path.insert(0, "/validator.whl")');
run(new TextDecoder().decode(read(warm)));
const reply = addressOf("reply");
scrub();

const used = python.HEAPU8.findLastIndex((byte) => byte !== 0) + 1;
const length = Math.ceil(used / 4) * 4;
const memory = python.HEAPU8.slice(0, length);
// What the code brings with it is not said a second time.
const words = new Uint32Array(memory.buffer, 0, end >>> 2);
for (let at = 0; at < words.length; at++) words[at] ^= base[at];
const header = JSON.stringify({ length, memory: python.HEAPU8.length, end, sum, reply });
const snapshot = new Uint8Array(HEADER + length);
snapshot.set(new TextEncoder().encode(header.padEnd(HEADER)));
snapshot.set(memory, HEADER);
write(out, snapshot);
leave(0);

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
  python.HEAPU8.fill(0, end, python.stackSave());
}

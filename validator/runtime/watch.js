// Asks a Python that marks which of its functions are called, and writes down which were: what cut.py keeps.
// node watch.js SNAPSHOT CODE QUESTIONS MARKS FUNCTIONS OUT; from byte MARKS of the memory on lies a mark for each

import { arguments_, leave, read, write } from "./as_worker.js";
import { restore } from "./boot.js";

const [snapshot, code, questions, marks, functions, out] = arguments_;
const PAGE = 65536;

const Memory = WebAssembly.Memory;
let memory;
// The marks lie far above what Python is using.
WebAssembly.Memory = function (limits) {
  memory = new Memory({ ...limits, initial: Math.ceil((Number(marks) + Number(functions)) / PAGE) });
  return memory;
};

const files = { snapshot: read(snapshot), code: read(code) };
const answer = await restore(async (role) => files[role]);
for (const question of JSON.parse(new TextDecoder().decode(read(questions)))) answer(question);
const called = new Uint8Array(memory.buffer, Number(marks), Number(functions));
write(out, JSON.stringify([...called.keys()].filter((index) => called[index])));
leave(0);

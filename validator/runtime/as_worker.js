// Lets Node.js pass for a browser's worker, so that Pyodide takes the same way here as it does there.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const node = globalThis.process;
const scratch = mkdtempSync(join(tmpdir(), "runtime-"));
let scripts = 0;

export const arguments_ = node.argv.slice(2);

/** Read a file as bytes of no Node.js kind: Pyodide knows no Buffer. */
export const read = (path) => new Uint8Array(readFileSync(path));

export const write = writeFileSync;

/** Import the text of a script as a module; Node.js imports no blobs. */
export function load(text) {
  scripts += 1;
  const path = join(scratch, `${scripts}.mjs`);
  writeFileSync(path, text);
  return import(path);
}

/** Give the files that a folder's manifest.json names by role, as `boot` wants them; refuse one that has changed. */
export function giver(folder) {
  const { files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf-8"));
  return async (role) => {
    const { file, sha256 } = files[role];
    const content = read(join(folder, file));
    if (createHash("sha256").update(content).digest("hex") !== sha256) throw new Error(`${file} is damaged`);
    return ["asm_js", "loader", "lockfile"].includes(role) ? new TextDecoder().decode(content) : content;
  };
}

/** End with a status, after tidying up; Python's event loop would keep Node.js waiting. */
export function leave(status) {
  rmSync(scratch, { recursive: true, force: true });
  node.exit(status);
}

// The default handler prints the line of the script where it happened: a megabyte of it.
for (const kind of ["uncaughtException", "unhandledRejection"])
  node.on(kind, (reason) => {
    console.error(String(reason?.stack ?? reason).slice(-4000));
    leave(1);
  });

class WorkerGlobalScope {
  static [Symbol.hasInstance](value) {
    return value === globalThis;
  }
}
globalThis.WorkerGlobalScope = WorkerGlobalScope;
globalThis.self = globalThis;
globalThis.location = new URL("https://runtime.invalid/worker.js");
delete globalThis.process;

// Runs Python. It asks the page for the runtime's files, then answers questions: one message in, one out, with an id.

addEventListener("message", ({ ports: [line] }) => run(line), { once: true });

async function run(line) {
  try {
    const { boot } = await importText(await receive(line, "boot"));
    const { answer, start } = await boot((role) => receive(line, role));
    // From here on text comes in, so nothing is asked for any more.
    line.onmessage = ({ data: { id, request } }) => line.postMessage({ id, reply: reply(answer, request) });
    line.postMessage({ ready: start });
  } catch (reason) {
    line.postMessage({ failed: String(reason) });
  }
}

const awaited = new Map();

function receive(line, role) {
  line.onmessage = ({ data: { role, content } }) => {
    const { resolve, reject } = awaited.get(role);
    if (content === null) reject(new TypeError(`Nobody handed over ${role}`));
    else resolve(content);
  };
  if (!awaited.has(role)) {
    const file = {};
    file.promise = new Promise((resolve, reject) => Object.assign(file, { resolve, reject }));
    awaited.set(role, file);
    line.postMessage({ need: role });
  }
  return awaited.get(role).promise;
}

function reply(answer, request) {
  try {
    return answer(request);
  } catch {
    // The reason may quote what was pasted: it goes nowhere.
    return null;
  }
}

async function importText(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

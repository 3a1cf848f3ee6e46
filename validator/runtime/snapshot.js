// Starts Python, lets it import the checker and run it once, and writes its memory to a file.
// node snapshot.js FOLDER WARM.PY OUT, with the other files and a manifest.json in FOLDER

import { arguments_, giver, leave, load, read, write } from "./as_worker.js";
import { start } from "./boot.js";

const [folder, warm, out] = arguments_;
const give = giver(folder);

// The memory holds what Python has seen of time and chance: the same of both, at every build.
const LONG_AGO = 315532800000;
Date.now = () => LONG_AGO;
performance.now = () => 0;
Math.random = () => 0.5;
crypto.getRandomValues = (array) => array.fill(7);

const settings = {
  _makeSnapshot: true,
  env: { PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2", PYTHONNODEBUGRANGES: "1" },
};
const python = await start(give, load, settings, await give("stdlib"));
// Not `loadPackage`: it leaves objects of JavaScript in Python's hands, which no snapshot can hold.
python.unpackArchive(await give("wheel"), "wheel", { extractDir: python._api.sitepackages });
python._api.importlib.invalidate_caches();
const code = JSON.stringify(new TextDecoder().decode(read(warm)));
python.runPython(`exec(${code}, {"__name__": "warm"})`);
write(out, python.makeMemorySnapshot());
leave(0);

// Has the guide kept for when there is no network, and says honestly what is kept.

const place = document.querySelector("[data-offline]");
const language = document.documentElement.lang;
let registration;
let used = false; // whether Python was ready before anything could be kept

const button = place?.querySelector("button");

if (place && navigator.serviceWorker) {
  document.addEventListener("checker-ready", () => (used = true));
  // Who pays by the byte is asked first.
  if (navigator.connection?.saveData) {
    show({});
    button.addEventListener("click", () => begin().then(() => tell("runtime")), { once: true });
  } else begin().catch(() => {});
}

async function begin() {
  registration = await navigator.serviceWorker.register(new URL("../../service-worker.js", import.meta.url));
  await navigator.serviceWorker.ready;
  button.addEventListener("click", () => tell("runtime"));
  addEventListener("online", () => tell());
  addEventListener("offline", () => tell());
  await tell(language);
  // Who used the checker has its files already; they are kept from there.
  document.addEventListener("checker-ready", () => tell("runtime"));
  if (used) await tell("runtime");
}

/** Ask for something to be kept, and show what is. */
function tell(keep = null) {
  const { port1, port2 } = new MessageChannel();
  const shown = new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      show(data);
      resolve();
    };
  });
  registration.active.postMessage({ keep, language }, [port2]);
  return shown;
}

function show(kept) {
  place.hidden = false;
  const state = kept.language && kept.runtime ? "all" : kept.language ? "pages" : "none";
  for (const part of place.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
  place.querySelector("[data-state-now]").hidden = navigator.onLine;
  button.hidden = state === "all" || !navigator.onLine;
}

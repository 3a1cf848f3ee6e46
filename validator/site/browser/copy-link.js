// Copies a short link, or a sentence with one, and says so where the button is and to those who listen.

const SHOWN = 3000; // milliseconds

const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy-link]");
  if (!button) return;
  const { copyLink, copyText } = button.dataset;
  const link = new URL(copyLink, document.baseURI).href;
  const text = copyText?.replace("{link}", link) ?? link;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    show(button, text);
    return;
  }
  button.dataset.copied = "";
  status.textContent = button.querySelector(".copy-link__after").textContent;
  setTimeout(() => {
    delete button.dataset.copied;
    status.textContent = "";
  }, SHOWN);
});

/** Where nothing can be copied, the text stands beside the button, to be copied by hand. */
function show(button, text) {
  if (button.nextElementSibling?.matches("code")) return;
  const code = document.createElement("code");
  code.textContent = text;
  button.after(code);
}

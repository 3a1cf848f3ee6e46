// Shows a picture large when it is clicked. Without this script the picture is simply there.

const CROSS = "M4 4l12 12M16 4L4 16";

function large(figure, label) {
  const copy = document.createElement("figure");
  copy.className = figure.className;
  for (const part of figure.children) copy.append(part.cloneNode(true));
  for (const part of copy.querySelectorAll("button, .screen-narrow")) part.remove();
  const place = document.createElement("div");
  place.className = "screen-large";
  place.tabIndex = 0;
  place.append(copy);
  const dialog = document.createElement("dialog");
  dialog.className = "screen-dialog screen";
  dialog.setAttribute("aria-label", label);
  dialog.append(place);
  return dialog;
}

function closer(label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "screen-close";
  button.setAttribute("aria-label", label);
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("aria-hidden", "true");
  const cross = document.createElementNS("http://www.w3.org/2000/svg", "path");
  cross.setAttribute("d", CROSS);
  icon.append(cross);
  button.append(icon);
  return button;
}

function show(opener) {
  const dialog = large(opener.closest("figure"), opener.getAttribute("aria-label"));
  const button = closer(opener.dataset.close);
  dialog.prepend(button);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  // Where it is wider than the window, what is marked is seen first.
  dialog.querySelector(".m-badge")?.scrollIntoView({ block: "center", inline: "center" });
  button.focus();
}

for (const opener of document.querySelectorAll(".screen-enlarge")) {
  opener.hidden = false;
  opener.addEventListener("click", () => show(opener));
}

// Says in a message about a mistake which page and step it is about, and nothing else.

for (const link of document.querySelectorAll("[data-feedback]")) {
  link.addEventListener("click", () => {
    link.href = link.dataset.feedback.replace("{page}", encodeURIComponent(location.pathname + location.hash));
  });
}

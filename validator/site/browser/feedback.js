// Says in a message about a mistake which page and step it is about, and nothing else.

const link = document.querySelector("[data-feedback]");
const about = (place) => link.dataset.feedback.replace("{page}", encodeURIComponent(location.pathname + place));

link.addEventListener("click", () => {
  link.href = about(location.hash);
});

// Who reads a step has no step in the address, and would be at the page's end at the link there.
for (const foot of document.querySelectorAll(".step__foot")) {
  const report = document.createElement("a");
  report.href = about(`#${foot.closest("section").querySelector("h2").id}`);
  report.textContent = link.dataset.feedbackStep;
  foot.append(report);
}

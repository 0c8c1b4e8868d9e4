// After a swap the reader starts at the top of the new step: at the errors if there are any, else
// at the heading. The title follows, because the block that was sent alone has none.
{
  const SITE = "Dịch vụ công trực tuyến";

  const arrive = () => {
    const step = page.getElementById("step");
    if (!step) return;
    const errors = step.querySelector(".error-summary");
    const heading = step.querySelector("h1");
    if (heading) page.title = (errors ? "Lỗi: " : "") + heading.textContent.trim() + " – " + SITE;
    if (errors || heading) focusOn(errors || heading);
    if (!errors) window.scrollTo(0, 0);
  };

  page.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "step" || event.target === page.body) arrive();
  });
  page.addEventListener("htmx:historyRestore", arrive);

  // An error of a group points at its fieldset; the hand goes on to its first control.
  page.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".error-summary a");
    const target = link && page.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    const control = target.matches("fieldset") ? target.querySelector("input,select,textarea") : target;
    if (!control) return;
    event.preventDefault();
    control.focus();
    target.scrollIntoView();
  });

  const errors = page.querySelector(".error-summary");
  if (errors) focusOn(errors);
}

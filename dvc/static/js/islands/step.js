// After a swap the reader starts at the top of the new step: at the errors if there are any, else
// at the heading. A button among the fields (its name is "refresh" or begins with "_", its value is
// a field) stays where it was pressed. The title follows, because the block sent alone has none.
{
  const SITE = page.title.slice(page.title.lastIndexOf(" – "));

  const placeOf = (button) => {
    const field = button && /^(_|refresh$)/.test(button.name) && page.getElementById("f-" + button.value);
    return field && (page.getElementById("f-" + button.value + "-commune") || field);
  };

  const arrive = () => {
    const step = page.getElementById("step");
    if (!step) return;
    const errors = step.querySelector(".error-summary");
    const heading = step.querySelector("h1");
    if (heading) page.title = (errors ? "Lỗi: " : "") + heading.textContent.trim() + SITE;
    const place = placeOf(pressed);
    pressed = null;
    if (!place && !errors) window.scrollTo(0, 0);
    if (place || errors) (place || errors).scrollIntoView();
    if (place || errors || heading) focusOn(place || errors || heading);
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

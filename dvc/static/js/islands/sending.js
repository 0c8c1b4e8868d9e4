// A form is sent once: while it is under way a second press does nothing. The lock opens when the
// answer is there, when Back brings the page again, and after a while in case the person stopped
// the loading (the server knows the same submit key anyway).
{
  const LOCKED_FOR = 20000;

  const buttonsOf = (form) => form.querySelectorAll("button[type=submit]");

  const unlock = (form) => {
    delete form.dataset.sending;
    Array.prototype.forEach.call(buttonsOf(form), (button) => button.removeAttribute("aria-disabled"));
  };

  const lock = (form) => {
    form.dataset.sending = "yes";
    Array.prototype.forEach.call(buttonsOf(form), (button) => button.setAttribute("aria-disabled", "true"));
    if (!form.hasAttribute("data-upload")) setTimeout(unlock, LOCKED_FOR, form);
    say("Đang gửi…");
  };

  // In the capture phase, so that it comes before htmx.
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    // Only a disabled look: real disabling would drop the pressed button's own value.
    lock(form);
  }, true);

  page.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (form.dataset && form.dataset.sending) unlock(form);
    say("");
  });

  window.addEventListener("pageshow", () => {
    Array.prototype.forEach.call(page.querySelectorAll("form[data-sending]"), unlock);
  });
}

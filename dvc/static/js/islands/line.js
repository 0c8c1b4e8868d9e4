// When a step could not be sent, say so above the form, keep what was typed, offer to try again.
{
  const BROKEN = "Đường truyền bị ngắt. Những gì ông/bà đã viết vẫn còn trên trang này.";
  const OURS = "Có trục trặc ở phía chúng tôi. Những gì ông/bà đã viết vẫn còn trên trang này.";

  const clear = (form) => {
    const old = form.parentNode && form.parentNode.querySelector(".notice--line");
    if (old) old.parentNode.removeChild(old);
  };

  const again = (form) => {
    clear(form);
    const button = pressed && form.contains(pressed) ? pressed : form.querySelector("button[type=submit]");
    if (button) button.click();
  };

  const tell = (form, sentences) => {
    clear(form);
    const box = make("div", { class: "notice notice--error notice--line", role: "alert", tabindex: "-1" });
    sentences.forEach((sentence) => box.appendChild(make("p", {}, sentence)));
    const retry = makeButton("Thử lại", () => again(form));
    const row = make("p", {});
    row.appendChild(retry);
    box.appendChild(row);
    form.parentNode.insertBefore(box, form);
    box.scrollIntoView();
    box.focus();
  };

  // The answer is one of errors/*.html: its own words are shown.
  const wordsOf = (text) => {
    const answer = new DOMParser().parseFromString(text || "", "text/html");
    const heading = answer.querySelector("h1");
    const words = answer.querySelectorAll("[data-error-words] p");
    const sentences = Array.prototype.map.call(words, (p) => p.textContent.trim());
    return heading && sentences.length ? [heading.textContent.trim() + "."].concat(sentences) : [OURS];
  };

  const formOf = (event) => event.target.closest && event.target.closest("form");

  ["htmx:sendError", "htmx:timeout"].forEach((name) => page.addEventListener(name, (event) => {
    const form = formOf(event);
    if (form) tell(form, [BROKEN]);
  }));
  page.addEventListener("htmx:responseError", (event) => {
    const form = formOf(event);
    const xhr = event.detail.xhr;
    if (form) tell(form, xhr.status < 500 ? wordsOf(xhr.responseText) : [OURS]);
  });
}

// A chosen province brings its communes at once, by the button that serves the page without script.
{
  page.addEventListener("change", (event) => {
    const name = event.target.name || "";
    if (!/-province$/.test(name) || !event.target.form) return;
    const key = name.replace(/-province$/, "");
    const button = event.target.form.querySelector("button[name='_chon'][value='" + key + "']");
    if (button) button.click();
  });
}

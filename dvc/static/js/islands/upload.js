// Files are sent as soon as they are chosen, by the form's own button, so that the same address
// and the same answer serve the page without script. The bar shows how far; the voice says it at
// every quarter.
{
  onDress("form[data-upload]", (form) => {
    const input = form.querySelector("input[type=file]");
    const button = form.querySelector("button[type=submit]");
    if (!input || !button) return;
    input.addEventListener("change", () => {
      if (input.files && input.files.length) button.click();
    });
  });

  const isUpload = (element) => Boolean(element.matches && element.matches("form[data-upload]"));

  const barOf = (form) => {
    const old = form.querySelector(".progress");
    if (old) return old;
    const box = make("div", { class: "progress" });
    box.appendChild(make("p", {}));
    box.appendChild(make("progress", { max: "100", value: "0", "aria-label": "Đã gửi được" }));
    form.appendChild(box);
    return box;
  };

  const show = (form, share) => {
    const box = barOf(form);
    const percent = Math.floor(share * 100);
    box.querySelector("p").textContent = share < 1 ? "Đang gửi: " + percent + " %. Xin đừng đóng trang này." : "Đã gửi xong, đang cất tệp…";
    box.querySelector("progress").value = percent;
    const quarter = Math.floor(share * 4);
    if (box.dataset.said === String(quarter)) return;
    box.dataset.said = String(quarter);
    say(share < 1 ? "Đang gửi tệp: " + percent + " phần trăm." : "Đã gửi xong, đang cất tệp.");
  };

  // htmx tells the answer's progress by the same event; only what goes up is measured here.
  page.addEventListener("htmx:beforeRequest", (event) => {
    if (isUpload(event.target)) event.target.dataset.up = "yes";
  });
  page.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target;
    const detail = event.detail;
    if (!isUpload(form) || !form.dataset.up || !detail.lengthComputable || !detail.total) return;
    show(form, detail.loaded / detail.total);
    if (detail.loaded >= detail.total) delete form.dataset.up;
  });
  page.addEventListener("htmx:afterRequest", (event) => {
    const box = isUpload(event.target) && event.target.querySelector(".progress");
    if (box) box.parentNode.removeChild(box);
  });
}

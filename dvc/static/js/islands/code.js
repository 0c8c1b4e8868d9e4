// Copy and print beside the code of a dossier. Both are only offered where they work.
{
  const copyOld = (text) => {
    const area = make("textarea", { class: "hidden" });
    area.value = text;
    page.body.appendChild(area);
    area.select();
    const done = page.execCommand("copy");
    page.body.removeChild(area);
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  };

  const copy = (text) => (
    navigator.clipboard ? navigator.clipboard.writeText(text).catch(() => copyOld(text)) : copyOld(text)
  );

  onDress("[data-code-tools]", (tools) => {
    const code = tools.parentNode.querySelector("[data-code]");
    if (!code) return;
    tools.appendChild(makeButton("Chép mã", (button) => {
      copy(code.dataset.code).then(
        () => { button.textContent = "Đã chép mã"; say("Đã chép mã hồ sơ."); },
        () => { button.textContent = "Chưa chép được, hãy ghi ra giấy"; say(button.textContent); }
      );
    }));
    if (window.print) tools.appendChild(makeButton("In trang này", () => window.print()));
  });
}

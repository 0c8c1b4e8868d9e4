// Show and hide a password; tick off its rules while it is written. Nothing is sent.
{
  const some = (text, test) => Array.from(text).some(test);
  const cased = (c) => c.toLowerCase() !== c.toUpperCase();
  const RULES = {
    short: (text) => Array.from(text).length >= 9,
    long: (text) => Array.from(text).length >= 15,
    lower: (text) => some(text, (c) => cased(c) && c === c.toLowerCase()),
    upper: (text) => some(text, (c) => cased(c) && c === c.toUpperCase()),
    digit: (text) => /[0-9]/.test(text),
    special: (text) => some(text, (c) => !cased(c) && !/[0-9\s]/.test(c)),
  };

  onDress("[data-reveal]", (input) => {
    const button = makeButton("Hiện mật khẩu", () => {
      const hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      button.textContent = hidden ? "Ẩn mật khẩu" : "Hiện mật khẩu";
      say(hidden ? "Mật khẩu đang hiện trên màn hình." : "Mật khẩu đã được che.");
    });
    const row = make("div", { class: "reveal" });
    row.appendChild(button);
    input.parentNode.appendChild(row);
    if (input.form) input.form.addEventListener("submit", () => { input.type = "password"; });
  });

  onDress("[data-rules]", (input) => {
    const list = page.getElementById(input.dataset.rules);
    if (!list) return;
    const check = () => Array.prototype.forEach.call(list.querySelectorAll("[data-rule]"), (line) => {
      const met = RULES[line.dataset.rule](input.value);
      if (met === line.classList.contains("met")) return;
      line.classList.toggle("met", met);
      const mark = line.querySelector(".hidden") || line.appendChild(make("span", { class: "hidden" }));
      mark.textContent = met ? " – đạt" : "";
    });
    input.addEventListener("input", check);
    input.addEventListener("change", () => {
      const left = list.querySelectorAll("li:not(.met)");
      const long = list.querySelector("[data-rule=long].met");
      const words = Array.prototype.filter.call(left, (line) => line.dataset.rule !== "long");
      say(long || !words.length ? "Mật khẩu đủ mạnh." : "Còn thiếu: " + words.map((line) => line.textContent).join("; "));
    });
    check();
  });
}

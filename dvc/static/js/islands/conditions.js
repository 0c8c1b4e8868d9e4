// A question that hangs on another one of the same page comes and goes with its answer. data-if is
// `key=value`, `key!=value` or `key in a|b`. Only the eye is served: the server decides again.
{
  const valuesOf = (form, key) => {
    const controls = form.querySelectorAll("[name='" + key + "']");
    const counted = Array.prototype.filter.call(controls, (control) => (
      !control.closest(".question[hidden]") && (control.checked || !/^(radio|checkbox|hidden)$/.test(control.type))
    ));
    return counted.map((control) => control.value);
  };

  const holds = (form, rule) => {
    const parts = /^([\w-]+)( in |!=|=)(.*)$/.exec(rule);
    if (!parts) return true;
    const wanted = parts[2] === " in " ? parts[3].split("|") : [parts[3]];
    const met = valuesOf(form, parts[1]).some((value) => wanted.indexOf(value) >= 0);
    return parts[2] === "!=" ? !met : met;
  };

  const arrange = (form) => Array.prototype.forEach.call(form.querySelectorAll("[data-if]"), (question) => {
    question.hidden = !holds(form, question.dataset.if);
  });

  onDress("[data-if]", (question) => {
    const form = question.closest("form");
    if (form) arrange(form);
  });
  page.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.querySelector("[data-if]")) arrange(form);
  });
}

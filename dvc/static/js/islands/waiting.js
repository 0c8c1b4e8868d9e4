// «Gửi lại mã» can be pressed again after the seconds in data-wait; the words count down.
{
  onDress("[data-wait]", (button) => {
    const words = button.textContent;
    let left = Number(button.dataset.wait);
    if (!(left > 0)) return;
    button.disabled = true;
    const tick = () => {
      if (left <= 0) {
        clearInterval(timer);
        button.disabled = false;
        button.textContent = words;
        if (page.body.contains(button)) say("Đã có thể bấm «" + words + "».");
        return;
      }
      button.textContent = words + " (sau " + left + " giây)";
      left -= 1;
    };
    const timer = setInterval(tick, 1000);
    tick();
  });
}

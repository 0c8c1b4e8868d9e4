// The shared floor of the islands. The files of ORDER are joined into one module script, so each
// island is a block of its own and only what stands here is seen by all. ES2015 only: this must
// also run where htmx does not parse. Islands listen to DOM events and keep nothing in storage.

const page = document;

function make(tag, attributes, words) {
  const element = page.createElement(tag);
  Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
  if (words) element.textContent = words;
  return element;
}

function makeButton(words, press) {
  const button = make("button", { type: "button", class: "button button--quiet button--small" }, words);
  button.addEventListener("click", () => press(button));
  return button;
}

// One polite live region for the whole page; it must stand there before it speaks.
const voice = make("p", { class: "hidden", role: "status" });
page.body.appendChild(voice);

function say(words) {
  voice.textContent = words;
}

function focusOn(element) {
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}

// The submit button pressed last: a retry presses it again, and it tells where to go on.
let pressed = null;
page.addEventListener("click", (event) => {
  const button = event.target.closest && event.target.closest("button[type=submit]");
  if (button) pressed = button;
}, true);

// Dress the page now and each block that htmx swaps in later.
const dressers = [];

function dress(block) {
  dressers.forEach((dresser) => dresser(block));
}

function onDress(selector, work) {
  const dresser = (block) => {
    if (block.matches && block.matches(selector)) work(block);
    Array.prototype.forEach.call(block.querySelectorAll(selector), work);
  };
  dressers.push(dresser);
  dresser(page.body);
}

page.addEventListener("htmx:load", (event) => {
  if (event.target !== page.body) dress(event.target);
});

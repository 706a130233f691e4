// Copies data-copy and says so. The button is hidden where the browser offers no clipboard.
"use strict";
{
  const selector = "[data-behaviour~='copy']";
  const show = (root) => {
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll(selector)) button.hidden = false;
  };
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.target.parentElement ?? document));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(selector);
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.copied;
    setTimeout(() => (words.textContent = before), 2000);
  });
}

// Warns before a page is left whose form was changed and not sent.
"use strict";
{
  const changed = new Set();
  const form_of = (element) => element.closest?.("[data-behaviour~='dirty-form']");
  document.addEventListener("input", (event) => {
    const form = form_of(event.target);
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  addEventListener("beforeunload", (event) => {
    const waiting = [...changed].some((form) => form.isConnected);
    if (waiting) event.preventDefault();
  });
}

// Guards against a double click: a form that is on its way is not sent again. The server guards itself as well.
"use strict";
{
  const free = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-behaviour~='submit-once']") || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    // Set after this turn: a disabled or changed button would not send its own name and value.
    form.dataset.sent = "yes";
    setTimeout(() => event.submitter?.setAttribute("aria-busy", "true"));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("[data-behaviour~='submit-once']");
    if (form) free(form);
  });
  // A page that comes back from the browser's memory must be usable again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
}

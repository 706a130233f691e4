// A filter form sends itself when a choice changes; typed text waits for the button or the Enter key.
"use strict";
{
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-behaviour~='auto-submit']");
    if (!form || event.target.matches("input[type='search'], input[type='text']")) return;
    if (event.target.matches("input[type='date']") && !event.target.value && event.target.validity.badInput) return;
    form.requestSubmit();
  });
  // Empty conditions stay out of the address, so that it can be read and passed on.
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("[data-behaviour~='auto-submit']")) return;
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "") event.formData.delete(name);
    }
  });
}

// The host's line is empty again after it was sent; after a refusal the words stay.
"use strict";
{
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("[data-behaviour~='say-again']");
    if (form && event.detail.successful) form.reset();
  });
}

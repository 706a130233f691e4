// A button that goes one page back; hidden where there is no page to go back to.
"use strict";
{
  for (const button of document.querySelectorAll("[data-behaviour~='back']")) button.hidden = history.length < 2;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-behaviour~='back']")) history.back();
  });
}

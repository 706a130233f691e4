// A button that prints the page.
"use strict";
{
  for (const button of document.querySelectorAll("[data-behaviour~='print']")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-behaviour~='print']")) print();
  });
}

// Who ends the show has stopped the camera by that: the page may be left without being asked again.
"use strict";
{
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.closest("[data-behaviour~='end-show']")) return;
    document.querySelector("[data-behaviour~='studio'] [data-stop]")?.click();
  });
}

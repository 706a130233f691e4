// "Apply" opens the application inside the room, so that the picture goes on. A visitor is led to sign-in and comes back.
"use strict";
{
  for (const room of document.querySelectorAll("[data-behaviour~='apply-in-place'][data-signed-in]")) {
    room.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-apply]");
      if (!link || event.metaKey || event.ctrlKey || !window.htmx) return;
      event.preventDefault();
      const address = new URL(link.href);
      address.searchParams.delete("next"); // there is nowhere to come back to: one is here
      const box = document.getElementById("apply-box");
      const place = document.createElement("div");
      place.id = `apply-${link.dataset.apply}`;
      place.className = "stack";
      box.replaceChildren(place);
      htmx.ajax("GET", address.href, { target: place, swap: "innerHTML" }).then(() => {
        box.scrollIntoView({ block: "nearest" });
        box.focus({ preventScroll: true });
      });
    });
  }
}

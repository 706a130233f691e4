// "Apply" opens the application inside the room, so that the picture goes on. A visitor is led to sign-in and comes back.
"use strict";
{
  for (const room of document.querySelectorAll("[data-behaviour~='apply-in-place'][data-signed-in]")) {
    room.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-apply]");
      if (!link || event.metaKey || event.ctrlKey || !window.htmx) return;
      event.preventDefault();
      const box = document.getElementById("apply-box");
      htmx.ajax("GET", link.href, { target: box, swap: "innerHTML" }).then(() => {
        box.scrollIntoView({ block: "nearest" });
        box.focus({ preventScroll: true });
      });
    });
  }
}

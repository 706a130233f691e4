// Closes an open menu on Escape and on a click elsewhere.
"use strict";
{
  const open_menus = () => document.querySelectorAll("[data-behaviour~='menu'][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open_menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open_menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

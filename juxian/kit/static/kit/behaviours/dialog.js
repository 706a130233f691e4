// Opens a dialog over the page and keeps the keyboard inside it; without JavaScript the link shows it as the target.
"use strict";
{
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-behaviour~='dialog-open']");
    if (opener) {
      event.preventDefault();
      open(opener.hash.slice(1));
      return;
    }
    const dialog = event.target.closest("[data-behaviour~='dialog']");
    if (dialog && (event.target === dialog || event.target.closest("[data-dialog-close]"))) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const opener = event.target.closest?.("[data-behaviour~='dialog-open']");
    if (opener && event.key === " ") {
      event.preventDefault();
      opener.click();
    }
  });
  // A form inside came back with faults: show them where they were made.
  for (const dialog of document.querySelectorAll("[data-behaviour~='dialog']")) {
    if (dialog.querySelector(".field__error")) open(dialog.id);
  }
}

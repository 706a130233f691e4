// Asks before a form is sent whose button (or form) carries data-confirm. Without JavaScript it is sent at once.
"use strict";
{
  const ask = (question) =>
    new Promise((resolve) => {
      const dialog = document.getElementById("confirm-dialog").content.firstElementChild.cloneNode(true);
      dialog.querySelector(".dialog__question").textContent = question;
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
      });
      document.body.append(dialog);
      dialog.showModal();
    });

  document.addEventListener(
    "submit",
    async (event) => {
      const [form, button] = [event.target, event.submitter];
      const asking = button?.dataset.confirm ? button : form;
      if (!asking.dataset.confirm || asking.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!(await ask(asking.dataset.confirm))) return;
      asking.dataset.confirmed = "yes";
      form.requestSubmit(button);
      delete asking.dataset.confirmed;
    },
    true,
  );
}

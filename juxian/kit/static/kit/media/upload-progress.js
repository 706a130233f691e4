// A form with a video shows how far the upload is. Too large a file is said before it is sent. Without JavaScript the
// form is sent as any other.
"use strict";
{
  const begin = (form, input) => {
    const box = form.querySelector("[data-upload-progress]");
    const [bar, words] = [box.querySelector("progress"), box.querySelector("[role=status]")];
    const request = new XMLHttpRequest();
    const finish = (sentence) => {
      words.textContent = sentence;
      form.removeAttribute("aria-busy");
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    };
    box.hidden = false;
    form.setAttribute("aria-busy", "true");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = Math.floor((loaded * 100) / total);
      words.textContent = loaded < total ? `${bar.value}%` : box.dataset.checking;
    });
    request.addEventListener("error", () => finish(box.dataset.broken));
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      if (request.status === 413) return finish(page.querySelector("[data-sentence]")?.textContent ?? input.dataset.tooLarge);
      if (request.status < 400) return location.assign(request.responseURL);
      const main = page.querySelector("main");
      if (!main) return finish(box.dataset.broken);
      document.querySelector("main").replaceWith(document.adoptNode(main));
      document.querySelector("main").scrollIntoView();
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  };

  document.addEventListener("submit", (event) => {
    const input = event.target.querySelector("[data-behaviour~='upload-progress']");
    const file = input?.files[0];
    if (!file || event.defaultPrevented || event.submitter?.formAction !== event.target.action && event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (file.size > Number(input.dataset.mostBytes)) {
      const box = event.target.querySelector("[data-upload-progress]");
      box.hidden = false;
      box.querySelector("[role=status]").textContent = input.dataset.tooLarge;
      return;
    }
    begin(event.target, input);
  });
}

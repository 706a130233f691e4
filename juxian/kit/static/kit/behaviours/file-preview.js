// Shows a chosen picture and its size before it is sent, and refuses what is too large before it travels.
"use strict";
{
  const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

  const preview = (file) => {
    const image = document.createElement("img");
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    return image;
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("[data-behaviour~='file-preview']")) return;
    const output = input.parentElement.querySelector("output");
    output.replaceChildren();
    delete output.dataset.wrong;
    input.setCustomValidity("");
    for (const file of input.files) {
      if (file.size > Number(input.dataset.maxBytes)) {
        output.dataset.wrong = "yes";
        output.textContent = output.dataset.tooLarge;
        input.value = "";
        return;
      }
      if (file.type.startsWith("image/")) output.append(preview(file));
      output.append(`${file.name} · ${size(file.size)}`);
    }
  });
}

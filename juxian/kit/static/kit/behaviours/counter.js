// Shows how many characters a text has of the most it may have.
"use strict";
{
  const show = (field) => {
    const line = document.querySelector(`[data-counter-for="${CSS.escape(field.id)}"]`);
    if (!line || field.maxLength < 0) return;
    line.dataset.words ??= line.textContent;
    const length = [...field.value].length;
    line.textContent = length ? `${length} / ${field.maxLength}` : line.dataset.words;
  };
  for (const field of document.querySelectorAll("[data-behaviour~='counter']")) show(field);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-behaviour~='counter']")) show(event.target);
  });
}

// What the two of a call write to each other beside it.
"use strict";
{
  const start = (room) => {
    const lines = room.querySelector("[data-call-lines]");
    const form = room.querySelector("[data-call-say]");

    const add = (text, isOwn) => {
      const line = document.createElement("li");
      const name = document.createElement("b");
      const words = document.createElement("span");
      line.className = isOwn ? "call__line call__line--own" : "call__line";
      name.textContent = isOwn ? lines.dataset.own : lines.dataset.other;
      words.textContent = text;
      line.append(name, " ", words);
      lines.append(line);
      lines.scrollTop = lines.scrollHeight;
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = form.elements.text.value.trim();
      if (!text) return;
      room.dispatchEvent(new CustomEvent("call:send", { detail: { what: "text", body: { text } } }));
      add(text, true);
      form.elements.text.value = "";
    });
    room.addEventListener("call:text", ({ detail }) => add(detail.text, false));
    lines.scrollTop = lines.scrollHeight;
  };

  for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

// On a page with JavaScript the sections of the room stand behind tabs; the arrow keys move between them.
"use strict";
{
  for (const side of document.querySelectorAll("[data-behaviour~='panels']")) {
    const panels = [...side.querySelectorAll(":scope > .panel")];
    const bar = document.createElement("div");
    bar.className = "panels";
    bar.setAttribute("role", "tablist");

    const show = (chosen) => {
      panels.forEach((panel, index) => {
        panel.hidden = index !== chosen;
        bar.children[index].setAttribute("aria-selected", String(index === chosen));
        bar.children[index].tabIndex = index === chosen ? 0 : -1;
      });
      const chat = panels[chosen].querySelector(".chat");
      if (chat) chat.scrollTop = chat.scrollHeight;
    };

    panels.forEach((panel, index) => {
      const title = panel.querySelector(".panel__title");
      const tab = document.createElement("button");
      tab.type = "button";
      tab.className = "panels__tab";
      tab.textContent = title.textContent;
      tab.setAttribute("role", "tab");
      tab.id = `tab-${title.id}`;
      panel.id ||= `${title.id}-section`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => show(index));
      bar.append(tab);
    });

    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const now = [...bar.children].indexOf(document.activeElement);
      const next = (now + step + panels.length) % panels.length;
      show(next);
      bar.children[next].focus();
    });

    side.dataset.panels = "";
    side.prepend(bar);
    show(0);
  }
}

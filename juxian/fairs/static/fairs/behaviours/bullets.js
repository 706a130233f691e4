// Bullet comments: what is said with a flight ticket crosses the picture once. Switched off by the visitor (kept in this
// browser), or by the system's wish for less motion (room.css). The words stand in the list of comments all the same.
"use strict";
{
  const KEY = "bullets-off";
  const MOST = 24; // at the same time; a flood must not cover the speaker
  const ROWS = 3;
  let row = 0;

  const isOff = () => localStorage.getItem(KEY) === "1" || matchMedia("(prefers-reduced-motion: reduce)").matches;

  const fly = (sky, text) => {
    if (isOff() || sky.children.length >= MOST || document.hidden) return;
    const bullet = document.createElement("span");
    row = (row % ROWS) + 1;
    bullet.className = `bullet bullet--${row}`;
    bullet.textContent = text;
    bullet.addEventListener("animationend", () => bullet.remove());
    sky.append(bullet);
  };

  for (const sky of document.querySelectorAll("[data-behaviour~='bullets']")) {
    const box = document.querySelector("[data-bullets-switch]");
    if (box) {
      box.checked = !isOff();
      box.addEventListener("change", () => {
        localStorage.setItem(KEY, box.checked ? "0" : "1");
        if (!box.checked) sky.replaceChildren();
      });
    }
    document.addEventListener("push:comment", ({ detail }) => {
      const line = detail.html && document.getElementById(`comment-${detail.ref}`);
      if (line && "bullet" in line.dataset) fly(sky, line.querySelector(".chat__text").textContent);
    });
  }
}

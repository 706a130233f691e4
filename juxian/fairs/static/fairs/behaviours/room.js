// The room's picture: counts down to the start, puts the player in place when the show begins, and follows the talk.
"use strict";
{
  const pad = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return `${pad(hours)}:${pad(minutes)}:${pad(seconds % 60)}`;
  };

  const countDown = (stage) => {
    const place = stage.querySelector("[data-countdown]");
    if (!place) return;
    const left = Math.floor((Date.parse(stage.dataset.startsAt) - Date.now()) / 1000);
    if (left > 0 && left < 7 * 24 * 3600) place.textContent = clock(left);
    else if (left <= 0) place.textContent = place.dataset.late;
    setTimeout(() => countDown(stage), 1000);
  };

  const load = (address) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.addEventListener("load", done);
      script.src = address;
      document.head.append(script);
    });

  // The player waits for the picture by itself, also while the signal is gone; here it is only put in place, after its
  // scripts, which nobody needs who came early and left.
  const begin = async (stage) => {
    const template = stage.querySelector("template[data-player]");
    if (!template) return;
    template.remove();
    const player = template.content.cloneNode(true);
    for (const script of player.querySelectorAll("script")) {
      script.remove();
      await load(script.getAttribute("src"));
    }
    stage.querySelector(".poster")?.remove();
    stage.prepend(player);
    stage.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  };

  for (const room of document.querySelectorAll("[data-behaviour~='room']")) {
    const stage = room.querySelector(".stage");
    const chat = room.querySelector(".chat");
    countDown(stage);
    if (chat) chat.scrollTop = chat.scrollHeight;
    const follow = () => {
      const state = room.querySelector(".stage-line")?.dataset.state;
      stage.dataset.state = state;
      if (state === "live") begin(stage);
    };
    document.addEventListener("push:stage", follow);
    document.addEventListener("htmx:afterSettle", follow); // the page looked again after it had missed news
  }
}

// What one sees of a call: its state in words, the buttons that make sense now, the time, and what to do in trouble.
"use strict";
{
  const IN_CALL = ["waiting", "connecting", "connected", "interrupted", "left"];
  const inMinutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  const start = (room) => {
    const status = room.querySelector("[data-call-status]");
    const clock = room.querySelector("[data-call-clock]");
    const minutes = Number(room.dataset.minutes);
    let talkingSince = 0;
    const tell = (what) => room.dispatchEvent(new CustomEvent(`call:${what}`));

    const show = (name) => {
      const isIn = IN_CALL.includes(name);
      room.dataset.state = name;
      if (status.textContent !== status.dataset[name]) status.textContent = status.dataset[name];
      room.querySelector("[data-call='enter']").hidden = isIn || name === "asking";
      for (const button of ["mute", "blind", "hang-up"]) room.querySelector(`[data-call='${button}']`).hidden = !isIn;
      if (isIn && document.activeElement === document.body) room.querySelector("[data-call='hang-up']").focus();
    };

    const trouble = (name) => {
      for (const place of room.querySelectorAll("[data-call-trouble]")) {
        place.hidden = place.dataset.callTrouble !== name;
        if (!place.hidden) place.setAttribute("role", "alert");
      }
    };

    const tick = () => {
      if (!talkingSince) return;
      const seconds = (Date.now() - talkingSince) / 1000;
      const words = minutes ? clock.dataset.words : clock.dataset.plain;
      clock.textContent = words.replace("{now}", inMinutes(seconds)).replace("{minutes}", minutes);
      clock.classList.toggle("call__clock--over", Boolean(minutes) && seconds > minutes * 60);
      clock.hidden = false;
    };

    room.addEventListener("call:state", ({ detail: { state } }) => {
      show(state);
      if (state === "connected") talkingSince ||= Date.now();
      if (state === "over") talkingSince = 0;
      if (state === "connected" || state === "asking" || state === "over") trouble("");
    });
    room.addEventListener("call:trouble", ({ detail }) => trouble(detail.trouble));
    room.addEventListener("call:refused", () => show("over"));
    room.querySelector("[data-call='hang-up']").addEventListener("click", () => tell("leave"));
    window.addEventListener("pagehide", () => tell("leave"));
    setInterval(tick, 1000);
    if (!("RTCPeerConnection" in window)) {
      room.querySelector("[data-call='enter']").disabled = true;
      trouble("no-webrtc");
    }
  };

  for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

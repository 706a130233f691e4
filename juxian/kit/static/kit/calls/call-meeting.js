// Who is in the call. Who enters says hello; the other side, if it is there, answers "here" and begins the connection.
// Where no connection comes about in 20 seconds it says so, and goes on trying.
"use strict";
{
  const PATIENCE_MS = 20000;

  const start = (room) => {
    let isIn = false;
    let patience;
    const tell = (what, detail) => room.dispatchEvent(new CustomEvent(`call:${what}`, { detail }));
    const say = (what) => tell("send", { what });
    const state = (name) => tell("state", { state: name });

    const leave = () => {
      if (!isIn) return;
      say("bye");
      stop();
    };

    const stop = () => {
      isIn = false;
      tell("close");
      state("over");
    };

    const when = (what, act) => room.addEventListener(`call:${what}`, () => isIn && act());

    room.addEventListener("call:state", ({ detail }) => {
      clearTimeout(patience);
      if (detail.state !== "connecting" && detail.state !== "interrupted") return;
      patience = setTimeout(() => tell("trouble", { trouble: "no-way" }), PATIENCE_MS);
    });
    room.addEventListener("call:enter", () => {
      isIn = true;
      tell("close");
      say("hello");
      state("waiting");
    });
    when("hello", () => {
      tell("connect");
      say("here");
      state("connecting");
    });
    when("here", () => state("connecting"));
    when("bye", () => {
      tell("close");
      state("left");
    });
    room.addEventListener("call:leave", leave);
    room.addEventListener("call:refused", stop);
  };

  if ("RTCPeerConnection" in window) for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

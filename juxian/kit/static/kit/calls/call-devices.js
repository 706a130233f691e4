// Camera and microphone of a call: asked for at the click on "enter", silenced by buttons, let go of at the end.
"use strict";
{
  const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24 } };
  const SOUND = { echoCancellation: true, noiseSuppression: true };
  // Who has no camera still talks, who has no microphone still shows themselves, who has neither still listens.
  const WISHES = [{ video: PICTURE, audio: SOUND }, { audio: SOUND }, { video: PICTURE }];

  const ask = async () => {
    for (const wish of WISHES) {
      try {
        return await navigator.mediaDevices.getUserMedia(wish);
      } catch (error) {
        if (!navigator.mediaDevices) throw error;
      }
    }
    return new MediaStream();
  };

  const start = (room) => {
    let stream = null;
    const tell = (what, detail) => room.dispatchEvent(new CustomEvent(`call:${what}`, { detail }));
    const button = (name) => room.querySelector(`[data-call="${name}"]`);
    const own = room.querySelector("[data-call-own]");

    const letGo = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = own.srcObject = null;
    };

    const toggle = (name, kind) => {
      const isOff = button(name).getAttribute("aria-pressed") !== "true";
      button(name).setAttribute("aria-pressed", isOff);
      for (const track of stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = !isOff;
    };

    const enter = async () => {
      tell("state", { state: "asking" });
      letGo();
      stream = await ask();
      for (const name of ["mute", "blind"]) button(name).setAttribute("aria-pressed", "false");
      own.srcObject = stream;
      if (!stream.getTracks().length) tell("trouble", { trouble: "no-camera" });
      tell("enter", { stream });
    };

    button("enter").addEventListener("click", enter);
    button("mute").addEventListener("click", () => toggle("mute", "audio"));
    button("blind").addEventListener("click", () => toggle("blind", "video"));
    room.addEventListener("call:leave", letGo);
    room.addEventListener("call:refused", letGo);
  };

  for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

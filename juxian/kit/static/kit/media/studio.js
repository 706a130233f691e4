// The studio: camera and microphone, one button, and a line that says what happens. What is lost is taken up again.
"use strict";
{
  const TYPES = ["video/webm;codecs=avc1.42E01F,opus", "video/mp4;codecs=avc1.42E01F,mp4a.40.2"];
  const BITS = { videoBitsPerSecond: 2_000_000, audioBitsPerSecond: 96_000, videoKeyFrameIntervalDuration: 1000 };
  const CHUNK = 500; // ms
  const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } };
  const WAITS = [1000, 2000, 4000, 8000];

  const start = (root) => {
    const [preview, line, go, stop] = ["video", "[data-line]", "[data-go]", "[data-stop]"].map((part) => root.querySelector(part));
    const type = window.MediaRecorder && TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    let [camera, sender, recorder, wanted, failures] = [null, null, null, false, 0];

    const say = (state, words) => {
      root.dataset.state = state;
      line.textContent = words || line.dataset[state] || "";
      go.hidden = wanted;
      stop.hidden = !wanted;
      root.dispatchEvent(new CustomEvent("studio:state", { bubbles: true, detail: state }));
    };
    const rest = () => {
      if (recorder?.state === "recording") recorder.stop();
      recorder = null;
    };
    const record = () => {
      recorder = new MediaRecorder(camera, { mimeType: type, ...BITS });
      const mine = sender;
      recorder.addEventListener("dataavailable", ({ data }) => data.size && mine === sender && mine.send(data));
      recorder.start(CHUNK);
    };
    const told = (state, message) => {
      if (state === "accepted") return record();
      if (state === "live") failures = 0;
      if (state === "refused" || state === "over") wanted = false;
      if (state === "restarting") return say("reconnecting", message);
      say(state, message);
    };
    const lost = () => {
      rest();
      sender = null;
      if (!wanted) return;
      say("reconnecting");
      setTimeout(() => wanted && !sender && connect(), WAITS[Math.min(failures++, WAITS.length - 1)]);
    };
    const connect = () => {
      if (failures === 0) say("connecting");
      sender = window.studioSender(new URL(root.dataset.address, location.href), root.dataset.ticket, failures, told, lost);
    };
    const open = async () => {
      camera ??= await navigator.mediaDevices.getUserMedia({ video: SIZE, audio: { echoCancellation: true, noiseSuppression: true } });
      preview.srcObject = camera;
    };

    if (!type || !navigator.mediaDevices?.getUserMedia) return say("unsupported");
    go.disabled = false;
    say("idle");
    go.addEventListener("click", () =>
      open().then(() => ((wanted = true), (failures = 0), connect()), () => say("no_camera")),
    );
    stop.addEventListener("click", () => {
      wanted = false;
      rest();
      setTimeout(() => sender?.close(), CHUNK); // the last chunk goes first
      say("stopped");
    });
    addEventListener("offline", () => sender?.drop());
    addEventListener("online", () => wanted && !sender && connect());
    addEventListener("beforeunload", (event) => wanted && event.preventDefault());
  };

  for (const root of document.querySelectorAll("[data-behaviour~='studio']")) start(root);
}

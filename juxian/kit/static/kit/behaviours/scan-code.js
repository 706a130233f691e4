// Reads a QR code with the phone's camera into the field named by data-target and sends its form. Hidden where the
// browser has no BarcodeDetector or camera: the field can always be typed into.
"use strict";
{
  const selector = "[data-behaviour~='scan-code']";
  const canScan = "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);
  const show = (root) => {
    if (!canScan) return;
    for (const place of root.querySelectorAll(selector)) place.hidden = false;
  };

  const stop = (video) => {
    for (const track of video.srcObject?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    video.hidden = true;
  };

  const look = async (place, video, detector) => {
    if (!video.srcObject) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (!found) {
      requestAnimationFrame(() => look(place, video, detector));
      return;
    }
    stop(video);
    const field = document.getElementById(place.dataset.target);
    field.value = found.rawValue;
    field.form.requestSubmit();
  };

  const start = async (place) => {
    const video = place.querySelector("video");
    if (video.srcObject) {
      stop(video);
      return;
    }
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.hidden = false;
      await video.play();
      look(place, video, new BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      stop(video);
      place.querySelector("[data-scan-fault]").hidden = false;
    }
  };

  show(document);
  document.addEventListener("htmx:load", (event) => show(event.target.parentElement ?? document));
  document.addEventListener("click", (event) => {
    const button = event.target.closest(`${selector} button`);
    if (button) start(button.closest(selector));
  });
}

// Camera and photographs, where the browser itself can read a QR code.

const canRead = "BarcodeDetector" in globalThis;
let stream = null;

async function codeIn(picture) {
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
  return found.length ? found[0].rawValue : null;
}

async function startCamera(video, read) {
  stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  while (stream) {
    const text = await codeIn(video).catch(() => null);
    if (text) {
      stopCamera(video);
      read(text);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function stopCamera(video) {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  video.hidden = true;
}

function offerCamera(read, fail) {
  const video = document.querySelector("video");
  const scan = document.querySelector("#scan");
  for (const part of document.querySelectorAll(".with-camera")) part.hidden = !canRead;
  document.querySelector("#no-camera").hidden = canRead;
  scan.addEventListener("click", async () => {
    scan.dataset.word = stream ? "scan" : "stop_scan";
    speak();
    if (stream) stopCamera(video);
    else await startCamera(video, read).catch(fail);
    scan.dataset.word = "scan";
    speak();
  });
  document.querySelector("#photo").addEventListener("change", async (event) => {
    const picture = await createImageBitmap(event.target.files[0]).catch(() => null);
    const text = picture && (await codeIn(picture).catch(() => null));
    if (text) read(text);
    else fail();
  });
}

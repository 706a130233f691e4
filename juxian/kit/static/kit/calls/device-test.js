// Tries camera, microphone and loudspeaker before a talk. Nothing leaves the browser.
"use strict";
{
  const HEARD = 15; // of 100: louder than the noise of an empty room

  const ask = async (wish) => {
    try {
      return await navigator.mediaDevices.getUserMedia(wish);
    } catch (error) {
      return error;
    }
  };

  const beep = () => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = 660;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.8);
    tone.onended = () => context.close();
  };

  const start = (place) => {
    const status = place.querySelector("[data-call-status]");
    const meter = place.querySelector("[data-call-level]");
    const video = place.querySelector("[data-call-own]");
    const say = (name) => {
      place.dataset.state = name;
      status.textContent = status.dataset[name];
    };

    const listen = (stream) => {
      const context = new AudioContext();
      const ear = context.createAnalyser();
      const wave = new Uint8Array(ear.fftSize);
      context.createMediaStreamSource(stream).connect(ear);
      const look = () => {
        ear.getByteTimeDomainData(wave);
        meter.value = Math.min(100, Math.max(...wave.map((value) => Math.abs(value - 128))) * 2);
        if (meter.value > HEARD && place.dataset.state === "ready") say("heard");
      };
      setInterval(look, 100);
    };

    const test = async () => {
      if (!navigator.mediaDevices || !("RTCPeerConnection" in window)) return say("unable");
      say("asking");
      const [both, sound, picture] = [{ video: true, audio: true }, { audio: true }, { video: true }];
      for (const [wish, word] of [[both, "ready"], [sound, "sound-only"], [picture, "picture-only"]]) {
        const found = await ask(wish);
        if (found instanceof MediaStream) {
          video.srcObject = found;
          if (found.getAudioTracks().length) listen(found);
          return say(word.replace(/-(.)/, (_all, letter) => letter.toUpperCase()));
        }
        if (found.name === "NotAllowedError" && wish === picture) return say("denied");
      }
      return say("missing");
    };

    place.querySelector("[data-call='test']").addEventListener("click", test);
    place.querySelector("[data-call='sound']").addEventListener("click", beep);
  };

  for (const place of document.querySelectorAll("[data-call-test]")) start(place);
}

// Plays HLS: with hls.js where it can (asked first: some browsers claim to play HLS and cannot), natively on iPhones.
// A stream that is not there yet, or whose presenter is away, is waited for; the line under the picture says so.
"use strict";
{
  const RETRY = 2500; // ms
  const STALLED = 5000; // ms without a new segment: the presenter is away
  const OPTIONS = { enableWorker: false, liveSyncDurationCount: 2, liveMaxLatencyDurationCount: 6, backBufferLength: 60 };

  const play = (video) => video.play().catch(() => (video.muted = true) && video.play().catch(() => {}));

  const start = (video) => {
    const line = document.getElementById(`${video.id}-line`);
    const isLive = "live" in video.dataset;
    let hasBegun = false;
    const say = (state) => {
      if (video.dataset.state === state) return;
      video.dataset.state = state;
      line.textContent = line.dataset[state] ?? "";
      video.dispatchEvent(new CustomEvent("player:state", { bubbles: true, detail: state }));
    };
    video.addEventListener("playing", () => (hasBegun = true) && say("playing"));
    video.addEventListener("ended", () => say("ended"));
    say("waiting");

    if (window.Hls?.isSupported()) {
      const hls = new Hls(OPTIONS);
      let heardAt = 0;
      hls.on(Hls.Events.MANIFEST_PARSED, () => isLive && play(video));
      hls.on(Hls.Events.FRAG_BUFFERED, () => (heardAt = performance.now()) && hasBegun && say("playing"));
      hls.on(Hls.Events.ERROR, (_event, { fatal, type }) => {
        if (!fatal) return;
        if (type === Hls.ErrorTypes.MEDIA_ERROR) return hls.recoverMediaError();
        setTimeout(() => hls.loadSource(video.src_wanted), RETRY);
      });
      const watch = setInterval(() => {
        const level = hls.latestLevelDetails ?? hls.levels?.[hls.currentLevel]?.details;
        if (isLive && level && !level.live && video.duration - video.currentTime < 1) say("ended");
        else if (isLive && hasBegun && performance.now() - heardAt > STALLED) say("interrupted");
        if (video.dataset.state === "ended") clearInterval(watch);
      }, 1000);
      video.src_wanted = video.dataset.src;
      hls.loadSource(video.src_wanted);
      hls.attachMedia(video);
    } else if (video.canPlayType("application/vnd.apple.mpegurl")) {
      const load = () => (video.src = video.dataset.src);
      video.addEventListener("error", () => say(hasBegun ? "interrupted" : "waiting") ?? setTimeout(load, RETRY));
      video.addEventListener("loadedmetadata", () => isLive && play(video));
      if (isLive) video.addEventListener("stalled", () => say("interrupted"));
      load();
    } else {
      say("unsupported");
    }
  };

  const startAll = (root) => {
    for (const video of root.querySelectorAll("[data-behaviour~='video-player']:not([data-state])")) start(video);
  };
  startAll(document);
  document.addEventListener("htmx:load", ({ target }) => startAll(target.parentElement ?? document));
  document.addEventListener("click", (event) => {
    const chapter = event.target.closest("[data-seek]");
    const video = chapter && document.querySelector(chapter.dataset.player ?? "[data-behaviour~='video-player']");
    if (!video) return;
    event.preventDefault();
    video.currentTime = Number(chapter.dataset.seek);
    play(video);
  });
}

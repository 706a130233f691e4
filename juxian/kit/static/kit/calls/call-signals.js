// Carries the messages of a call. Event call:send {what, body} goes up, in order and in bundles; what comes down through
// the page's stream becomes an event call:<what>. Messages for an older page of ours, or from one of theirs, are left out.
"use strict";
{
  const BUNDLE_MS = 30;
  const RETRY_MS = 2000;
  const MOST = 30;

  const newSession = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("-");

  const start = (room) => {
    let session = newSession();
    let peer = "";
    let last = Number(room.dataset.last);
    let waiting = [];
    let isSending = false;
    const tell = (what, detail) => room.dispatchEvent(new CustomEvent(`call:${what}`, { detail }));
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };

    const send = async () => {
      if (isSending || !waiting.length) return;
      isSending = true;
      const bundle = waiting.splice(0, MOST);
      const body = new URLSearchParams({ signals: JSON.stringify(bundle) });
      try {
        const response = await fetch(room.dataset.url, { method: "POST", headers, body, keepalive: `${body}`.length < 60000 });
        if (!response.ok) refuse(await response.text());
        setTimeout(send, 0);
      } catch {
        waiting = [...bundle, ...waiting]; // no network: nothing is lost, it goes when there is one
        setTimeout(send, RETRY_MS);
      } finally {
        isSending = false;
      }
    };

    const refuse = (banner) => {
      const place = document.getElementById("banners");
      if (place && banner.length < 5000) place.innerHTML = banner;
      tell("refused");
    };

    const take = ({ id, what, body }) => {
      if (id <= last) return;
      last = id;
      if (what === "text") return tell("text", body);
      if (body.peer && body.peer !== session) return;
      if (what === "hello" || what === "here") peer = body.session;
      if (body.session === peer) tell(what, body);
    };

    const lookAgain = async () => {
      const response = await fetch(`${room.dataset.url}?after=${last}`).catch(() => null);
      if (response?.ok) for (const signal of (await response.json()).signals) take(signal);
    };

    room.addEventListener("call:enter", () => {
      session = newSession();
      peer = "";
    });
    room.addEventListener("call:send", ({ detail: { what, body = {} } }) => {
      const named = what === "text" ? body : { ...body, session, ...(what === "hello" || !peer ? {} : { peer }) };
      waiting.push({ what, body: named });
      if (what === "bye") send();
      else setTimeout(send, BUNDLE_MS);
    });
    document.addEventListener("push:call_signal", ({ detail: { data } }) => data && take(data));
    document.addEventListener("push:missed", lookAgain);
    window.addEventListener("online", lookAgain);
  };

  for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

// The connection between the two browsers of a call, by "perfect negotiation": both sides may offer at any time, and where
// both do at once the guest gives way. Begins with call:connect {stream} and ends with call:close.
"use strict";
{
  const start = (room) => {
    const isPolite = room.dataset.side === "guest";
    const other = room.querySelector("[data-call-other]");
    let stream = null;
    let pc = null;
    let early = []; // addresses that came before the description they belong to
    let isOffering = false;
    let isIgnoring = false;
    let queue = Promise.resolve();
    const tell = (what, detail) => room.dispatchEvent(new CustomEvent(`call:${what}`, { detail }));
    const say = (what, body) => tell("send", { what, body });

    const close = () => {
      pc?.close();
      pc = other.srcObject = null;
      early = [];
    };

    const offer = async (of) => {
      isOffering = true;
      await of.setLocalDescription().finally(() => (isOffering = false));
      say("description", of.localDescription.toJSON());
    };

    const watch = (of) => {
      if (of !== pc) return;
      if (of.connectionState === "connected") tell("state", { state: "connected" });
      if (["disconnected", "failed"].includes(of.connectionState)) tell("state", { state: "interrupted" });
      if (of.connectionState === "failed") of.restartIce();
    };

    const connect = () => {
      close();
      const made = (pc = new RTCPeerConnection({ iceServers: JSON.parse(room.dataset.ice) }));
      for (const track of stream.getTracks()) made.addTrack(track, stream);
      for (const kind of ["audio", "video"]) {
        if (!stream.getTracks().some((track) => track.kind === kind)) made.addTransceiver(kind, { direction: "recvonly" });
      }
      made.ontrack = ({ streams }) => (other.srcObject = streams[0] ?? other.srcObject);
      made.onicecandidate = ({ candidate }) => made === pc && candidate && say("candidate", candidate.toJSON());
      made.onnegotiationneeded = () => made === pc && offer(made).catch(console.warn);
      made.onconnectionstatechange = () => watch(made);
    };

    const describe = async ({ type, sdp }) => {
      if (!pc) connect();
      isIgnoring = type === "offer" && !isPolite && (isOffering || pc.signalingState !== "stable");
      if (isIgnoring) return;
      await pc.setRemoteDescription({ type, sdp });
      for (const place of early.splice(0)) await pc.addIceCandidate(place);
      if (type === "offer") await offer(pc);
    };

    const reach = async ({ session: _session, peer: _peer, ...place }) => {
      if (pc?.remoteDescription) await pc.addIceCandidate(place);
      else early.push(place);
    };

    // One after the other. What belongs to a connection that is gone may fail; the next message counts.
    const when = (what, act) => {
      room.addEventListener(`call:${what}`, ({ detail }) => {
        queue = queue.then(() => stream && act(detail)).catch((error) => isIgnoring || console.warn(error));
      });
    };

    room.addEventListener("call:enter", ({ detail }) => (stream = detail.stream));
    when("connect", connect);
    when("close", close);
    when("description", describe);
    when("candidate", reach);
    window.addEventListener("online", () => pc?.restartIce());
  };

  if ("RTCPeerConnection" in window) for (const room of document.querySelectorAll("[data-call-room]")) start(room);
}

// Sends the chunks of the studio: by WebSocket; where none opens twice in a row, one request after the other.
"use strict";
{
  const MOST_WAITING = 2 << 20; // bytes, eight seconds of picture: so long nothing went out, the network is gone
  const MOST_SILENT = 8_000; // ms; the server says every two seconds that it is there
  const SESSION = crypto.randomUUID(); // a page that returns replaces its own connection, which may still look alive

  const bySocket = (address, ticket, told, lost) => {
    let [isOver, heardAt] = [false, Date.now()];
    const watch = setInterval(() => Date.now() - heardAt > MOST_SILENT && drop(), 1000);
    const end = () => {
      clearInterval(watch);
      if (!isOver) lost();
      isOver = true;
    };
    const socket = new WebSocket(new URL("ingest/ws", address).href.replace(/^http/, "ws"));
    socket.addEventListener("open", () => socket.send(JSON.stringify({ secret: ticket, session: SESSION })));
    socket.addEventListener("message", ({ data }) => {
      heardAt = Date.now();
      const { state, message } = JSON.parse(data);
      if (!isOver && state !== "here") told(state, message);
    });
    socket.addEventListener("close", end);
    const drop = () => {
      socket.close(); // on a dead network its own "close" may come minutes later
      end();
    };
    const send = (chunk) => {
      if (socket.bufferedAmount > MOST_WAITING) drop();
      else if (socket.readyState === WebSocket.OPEN) socket.send(chunk);
    };
    return { send, drop, close: () => socket.close() };
  };

  const byPost = (address, ticket, told, lost) => {
    const base = new URL("ingest/take", address).href;
    let [take, number, line, isOver] = ["", 0, Promise.resolve(), false];
    const ask = async (url, options, patience = 15_000) => {
      const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(patience) });
      return answer.json();
    };
    const fail = () => {
      if (!isOver) lost();
      isOver = true;
    };
    const next = async (chunk) => {
      if (isOver) return;
      const { state, message } = await ask(`${base}/${take}/${number++}`, { method: "POST", body: chunk });
      if (state === "gap" || state === "unknown") return fail();
      if (state !== "accepted") told(state, message);
    };
    const headers = { Authorization: `Bearer ${ticket}`, "X-Session": SESSION };
    ask(base, { method: "POST", headers }, MOST_SILENT).then((opened) => {
      take = opened.take;
      told(opened.state, opened.message);
    }, fail);
    const send = (chunk) => (line = line.then(() => next(chunk)).catch(fail));
    const close = () => {
      line = line.then(() => ask(`${base}/${take}`, { method: "DELETE" })).catch(() => {}).then(fail);
    };
    return { send, close, drop: fail };
  };

  window.studioSender = (address, ticket, failures, told, lost) =>
    (failures >= 2 && failures % 2 === 0 ? byPost : bySocket)(address, ticket, told, lost);
}

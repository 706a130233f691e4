// Holds the page's one event stream, hands each news on as a DOM event push:<kind>, and keeps lists and numbers fresh.
// Where there is no stream the page is told every 15 seconds that it may have missed something (push:missed).
"use strict";
{
  const POLL_MS = 15000;
  const HIDDEN_MS = 60000; // a tab that nobody looks at gives its connection back: a browser has six for a site

  const htmlOf = (text) => {
    const template = document.createElement("template");
    template.innerHTML = text;
    return template.content.firstElementChild;
  };

  // A list that is scrolled to its end stays there; one in which somebody reads further up does not move.
  const append = (list, row) => {
    const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    if (list.dataset.pushPlace === "first") list.prepend(row);
    else list.append(row);
    const oldest = list.dataset.pushPlace === "first" ? "lastElementChild" : "firstElementChild";
    while (list.children.length > (Number(list.dataset.pushKeep) || Infinity)) list[oldest].remove();
    if (follows) list.scrollTop = list.scrollHeight;
  };

  const place = ({ kind, ref, html, gone }) => {
    const old = document.getElementById(`${kind}-${ref}`);
    if (gone) old?.remove();
    else if (html && old) old.replaceWith(htmlOf(html));
    else if (html) {
      for (const list of document.querySelectorAll(`[data-push-kind~="${kind}"]`)) append(list, htmlOf(html));
    }
    if (html && window.htmx) htmx.process(document.getElementById(`${kind}-${ref}`) ?? document.body);
  };

  const tell = (element, name, detail) => {
    element.dispatchEvent(new CustomEvent(`push:${name}`, { bubbles: true, detail }));
  };

  const take = (element, news) => {
    for (const item of news) {
      place(item);
      if (!("html" in item || "data" in item || "gone" in item)) {
        for (const spot of document.querySelectorAll(`[data-push-value="${item.kind}"]`)) spot.textContent = item.ref;
      }
      tell(element, item.kind, item);
    }
  };

  const poll = (element) => {
    element.poll ??= setInterval(() => tell(element, "missed", { within: 0 }), POLL_MS);
  };

  const open = (element) => {
    if (!("EventSource" in window)) return poll(element);
    const source = new EventSource(`${element.dataset.url}&last=${element.dataset.last ?? ""}`);
    element.source = source;
    source.onmessage = ({ data, lastEventId }) => {
      element.dataset.last = lastEventId;
      take(element, JSON.parse(data));
    };
    source.addEventListener("missed", ({ data, lastEventId }) => {
      element.dataset.last = lastEventId;
      const { within } = JSON.parse(data);
      setTimeout(tell, Math.random() * within * 1000, element, "missed", { within });
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) poll(element); // refused: too many, or the page is too old
    };
  };

  for (const element of document.querySelectorAll("[data-behaviour~='push-stream']")) {
    let asleep;
    open(element);
    document.addEventListener("visibilitychange", () => {
      clearTimeout(asleep);
      if (element.poll || "pushStay" in element.dataset) return;
      if (document.hidden) asleep = setTimeout(() => element.source.close(), HIDDEN_MS);
      else if (element.source.readyState === EventSource.CLOSED) open(element);
    });
  }
}

// Says so when htmx could not reach the server or the server failed; refusals bring their own banner.
"use strict";
{
  const WITH_BANNER = [400, 403, 409, 422];
  const show = () => {
    const banners = document.getElementById("banners");
    const words = document.getElementById("failure-banner")?.content.cloneNode(true);
    if (!banners || !words) return;
    banners.replaceChildren(words);
    banners.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:sendError", show);
  document.addEventListener("htmx:timeout", show);
  document.addEventListener("htmx:responseError", (event) => {
    if (!WITH_BANNER.includes(event.detail.xhr.status)) show();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "banners") event.target.scrollIntoView({ block: "nearest" });
  });
}

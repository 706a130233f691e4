// Large type and theme change at once and are kept in a cookie; the language needs a new page and is sent as a form.
"use strict";
{
  const YEAR = 365 * 24 * 3600;
  const CHOICES = { theme: ["auto", "light", "dark"], type: ["normal", "large"] };
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!event.target.matches("[data-behaviour~='display-switch']") || !CHOICES[button?.name]?.includes(button.value)) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${button.name}=${button.value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    document.documentElement.dataset[button.name] = button.value;
    // The button pressed has gone; its counterpart takes the focus.
    const group = button.parentElement;
    [...group.querySelectorAll(`[name="${button.name}"]`)].find((other) => other.offsetParent !== null)?.focus();
  });
}

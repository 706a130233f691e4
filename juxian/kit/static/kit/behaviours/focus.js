// Takes the reader to the summary of faults when a form came back.
"use strict";
{
  document.querySelector("[data-behaviour~='focus']")?.focus();
}

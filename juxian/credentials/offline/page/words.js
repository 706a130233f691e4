// Every text in the language chosen; at first the browser's, else Chinese.

const LANGUAGE_OF = { "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant" };

function firstLanguage() {
  const wanted = (navigator.language || "").toLowerCase();
  if (LANGUAGE_OF[wanted]) return LANGUAGE_OF[wanted];
  return Object.keys(FACTS.languages).find((code) => code.split("-")[0] === wanted.split("-")[0]) || "zh-hans";
}

let language = firstLanguage();

function word(key, values = {}) {
  return filled(FACTS.languages[language].words[key], values);
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "—");
}

function speak() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  document.querySelector("#made").textContent = word("made", { date: FACTS.made.slice(0, 10) });
  document.querySelector("#keys").replaceChildren(...FACTS.keys.map(keyLine));
}

function keyLine(key) {
  const line = document.createElement("li");
  const code = document.createElement("code");
  code.textContent = key.raw;
  line.append(word(key.until ? "key_until" : "key_since", key), " ", code);
  return line;
}

function offerLanguages(changed) {
  for (const [code, { language: name }] of Object.entries(FACTS.languages)) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = code;
    button.textContent = name;
    button.addEventListener("click", () => {
      language = code;
      changed();
    });
    document.querySelector("#languages").append(button);
  }
}

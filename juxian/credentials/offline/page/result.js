// Showing a verdict: word, sentence, and what the paper says. Text only, never markup.

const SHOWN = [["name", "p"], ["number", "n"], ["level", "l"], ["occupation", "o"], ["issued", "d"], ["expires", "e"], ["serial", "s"]];

function show({ verdict, fields }, list) {
  const [tone, title, text] = FACTS.languages[language].verdicts[verdict];
  const result = document.querySelector("#result");
  result.dataset.verdict = verdict;
  result.className = `result ${tone}`;
  result.hidden = false;
  result.querySelector("h2").textContent = title;
  result.querySelector("p").textContent = filled(text, { date: list ? dayOf(list.at) : null });
  result.querySelector("dl").replaceChildren(...(fields ? SHOWN.flatMap(([label, key]) => fact(label, key, fields)) : []));
  showLink(result.querySelector("a"), fields);
}

function fact(label, key, fields) {
  if (fields[key] === undefined) return [];
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = word(label);
  value.textContent = key === "l" ? FACTS.languages[language].levels[fields.l] || fields.l : fields[key];
  return [term, value];
}

function showLink(link, fields) {
  link.hidden = !fields;
  if (fields) link.href = `${FACTS.site}/c/${encodeURIComponent(fields.c)}/`;
  link.textContent = word("site");
}

function showList(list, isWrong) {
  const note = document.querySelector("#list-note");
  note.className = isWrong || (list && isOld(list)) ? "note stop" : "note";
  if (isWrong) note.textContent = word("list_wrong");
  else if (list) note.textContent = word("list_loaded", { date: dayOf(list.at) }) + (isOld(list) ? word("list_old") : "");
}

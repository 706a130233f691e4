// Putting the parts together.

let list = null;
let last = null;

async function check(text) {
  if (!text.trim()) return;
  document.querySelector("#text").value = text;
  last = await judge(text, list);
  show(last, list);
  document.querySelector("#result").focus();
}

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check(document.querySelector("#text").value);
});

document.querySelector("#list").addEventListener("change", async (event) => {
  const read = event.target.files[0] ? await readList(await event.target.files[0].text()) : null;
  if (read) list = read;
  showList(read, !read);
  await check(document.querySelector("#text").value);
});

offerLanguages(() => {
  speak();
  showList(list, false);
  if (last) show(last, list);
});
offerCamera(check, () => {
  document.querySelector("#photo-note").hidden = false;
});
speak();

// What can be said of a paper: first its signature, then its days, then the list.

const NEWEST_VERSION = 2;

async function judge(text, list) {
  const code = readCode(text);
  if (!code) return { verdict: "unreadable" };
  const key = code.payload && (await signerOf(code.signature, code.payload));
  if (!key) return { verdict: isOfUnknownKey(code.hint) ? "unknown_key" : "forged" };
  const fields = readFields(code.payload);
  if (!fields || fields.v > NEWEST_VERSION) return { verdict: "newer" };
  if (fields.d < key.since || (key.until && fields.d > key.until)) return { verdict: "forged" };
  return { verdict: await holds(fields, list), fields };
}

// A hint is the key's name and its fingerprint. A misread letter spoils one of them, never both.
function isOfUnknownKey(hint) {
  const form = /^([a-z]\d+)-([A-Za-z0-9_-]{6})$/.exec(hint);
  if (!form) return false;
  const known = FACTS.keys.map((key) => key.hint.split(/-(.*)/s));
  return known.every(([name, print]) => form[1] !== name && form[2] !== print);
}

async function holds(fields, list) {
  const word = list && (await stateIn(list, fields.c));
  if (word && word !== "expired") return word;
  if (word === "expired" || (fields.e && fields.e < dayOf(new Date()))) return "expired";
  return list && dayOf(list.at) >= fields.d ? "valid" : "signed";
}

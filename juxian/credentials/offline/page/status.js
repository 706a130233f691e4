// The status list: a token that the same keys signed. It holds a hash of each paper's code and a word.

const OLD_LIST_DAYS = 30;
const HASH_LENGTH = 16;
const LIST_KIND = "juxian-status+jwt";

// Returns null for a file that is no list signed by us.
async function readList(text) {
  const parts = text.trim().split(".");
  if (parts.length !== 3) return null;
  try {
    const [head, claims] = parts.slice(0, 2).map((part) => readFields(fromBase64url(part)));
    const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
    const key = await signerOf(fromBase64url(parts[2]), signed);
    const isOurs = key && head.typ === LIST_KIND && claims.iss === FACTS.issuer;
    return isOurs ? { at: new Date(claims.iat * 1000), states: claims.states } : null;
  } catch {
    return null;
  }
}

async function stateIn(list, code) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  const key = toBase64url(hash).slice(0, HASH_LENGTH);
  return Object.hasOwn(list.states, key) ? list.states[key] : null;
}

function isOld(list) {
  return Date.now() - list.at.getTime() > OLD_LIST_DAYS * 86400000;
}

// A day as the district counts days, wherever the device stands.
function dayOf(instant) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(instant);
}

// The text of the QR code: everything after "#" is payload.signature, and since 2026 .key as a hint.
// Strict base64url: one value has one spelling, so that no changed character stays unseen.

const SIGNATURE_LENGTH = 86;

function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new Error("no base64url");
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  const bytes = Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  if (toBase64url(bytes) !== text) throw new Error("another spelling");
  return bytes;
}

function toBase64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Returns null for what is no code of ours at all; `payload` is null where it is one that somebody changed.
function readCode(text) {
  const [payload, signature, hint = "", ...more] = text.replace(/\s+/g, "").split("#").pop().split(".");
  if (!payload || payload.length < 80 || signature?.length !== SIGNATURE_LENGTH || more.length) return null;
  try {
    return { payload: fromBase64url(payload), signature: fromBase64url(signature), hint };
  } catch {
    return { payload: null, signature: null, hint };
  }
}

function readFields(payload) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return null;
  }
}

// Ed25519: by the browser where it can, else by the library in this file.

async function isSignedBy(key, signature, message) {
  const raw = fromBase64url(key.raw);
  try {
    const native = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, native, signature, message);
  } catch {
    return isSignedByLibrary(raw, signature, message);
  }
}

async function isSignedByLibrary(raw, signature, message) {
  try {
    return await ed25519.verifyAsync(signature, message, raw, { zip215: false });
  } catch {
    return false;
  }
}

async function signerOf(signature, message) {
  for (const key of FACTS.keys) {
    if (await isSignedBy(key, signature, message)) return key;
  }
  return null;
}

"""How a credential is secured, without Django: canonical JSON, keys as text, embedded proofs, compact tokens."""

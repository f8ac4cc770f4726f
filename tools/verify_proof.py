#!/usr/bin/env python3
"""Checks a proof of `oppctl prove` with Python and openssl alone, sharing no code with the ledger.
usage: verify_proof.py VERIFIER-KEYS-FILE PROOF.json [NOTE-KEPT-FROM-EARLIER]
"""
import base64, functools, hashlib, json, pathlib, subprocess, sys, tempfile
def b64(text): return base64.b64decode(text, validate=True)
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\1" + left + right)
def split(size): return 1 << (size - 1).bit_length() - 1  # the largest power of 2 below it
def must(holds, what):
    if not holds: raise ValueError(what)
@functools.lru_cache(1 << 16)
def signed_head(note, keys):
    """(origin, size, root) of a C2SP note that one of the keys, texts of C2SP too, has signed."""
    text, _, signatures = note.rpartition("\n\n")
    for dash, name, blob in (line.split(" ") for line in signatures.splitlines()):
        for key_name, key_id, data in (key.split("+", 2) for key in keys):
            if (dash, name, b64(blob)[:4].hex()) != ("—", key_name, key_id): continue
            must(sha(f"{name}\n".encode() + b64(data))[:4].hex() == key_id, "the key's id is wrong")
            with tempfile.TemporaryDirectory() as folder:
                der = bytes.fromhex("302a300506032b6570032100") + b64(data)[1:]
                for file, content in ("k", der), ("t", f"{text}\n".encode()), ("s", b64(blob)[4:]):
                    pathlib.Path(folder, file).write_bytes(content)
                command = "openssl pkeyutl -verify -pubin -keyform DER -inkey k -rawin -in t -sigfile s"
                done = subprocess.run(command.split(), cwd=folder, capture_output=True)
            must(done.returncode == 0, "the note's signature is wrong")
            origin, size, root = text.split("\n")[:3]
            return origin, int(size), b64(root)
    raise ValueError("none of the keys has signed the head")

def included(leaf, index, size, path):
    """The root that a leaf and its path lead to: RFC 6962, 2.1.1, read from the root down."""
    must(0 <= index < size and bool(path) == (size > 1), "the path does not fit")
    if size == 1: return leaf
    if index < split(size): return node(included(leaf, index, split(size), path[:-1]), path[-1])
    return node(path[-1], included(leaf, index - split(size), size - split(size), path[:-1]))

def grown(old_root, old, new, path, whole=True):
    """The roots of the older and the newer tree that a consistency proof leads to: 2.1.2."""
    must(0 < old <= new and (old == new) == (len(path) == (not whole)), "the path does not fit")
    if old == new: return (*path, old_root)[:1] * 2
    left = old > split(new) and split(new)  # how much of both the left branch holds
    older, newer = grown(old_root, old - left, new - left if left else split(new), path[:-1], whole and not left)
    return (node(path[-1], older), node(path[-1], newer)) if left else (older, node(newer, path[-1]))

def check(proof, keys, kept=None):
    path, (origin, size, root) = [b64(step) for step in proof["path"]], signed_head(proof["note"], keys)
    if proof["proof"] == "inclusion":
        leaf = sha(b"\0" + b64(proof["record"]))
        must(included(leaf, proof["position"] - 1, size, path) == root, "the record is not in the log")
        return f"record {proof['position']} is in the log {origin} of {size} records"
    older_origin, older, older_root = signed_head(kept or proof["older_note"], keys)
    must(origin == older_origin, "the notes are of two logs")
    must(grown(older_root, older, size, path) == (older_root, root), "history was changed")
    return f"the log {origin} of {size} records begins with its first {older}"

if __name__ == "__main__":
    keys_text, proof_text, *kept_text = (pathlib.Path(name).read_text("utf-8") for name in sys.argv[1:])
    try: print("OK:", check(json.loads(proof_text), tuple(keys_text.split()), *kept_text))
    except Exception as fault: sys.exit(f"REFUSED: {fault!r}")

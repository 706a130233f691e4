"""The files of a district that decide: which they are, their bytes, their hash, and their trees."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from juxian.policy.faults import Faults, Place
from juxian.policy.source import Tree, parse_tree
from juxian.policy.stacking import STACKING_FILE

SHARED_FILES = ("district.yaml", "facts.yaml")
POLICY_FILES = ("policy.yaml", "parameters.yaml", "examples.yaml")
OPTIONAL_FILES = ("parameters.yaml", STACKING_FILE)


@dataclass(frozen=True, eq=False)
class Trees:
    """What the files say, before anything is checked. `policies` is by the name of the folder."""

    district: Tree
    facts: Tree
    stacking: Tree | None
    policies: Mapping[str, Mapping[str, Tree]]


def collect(folder: Path, faults: Faults) -> dict[str, bytes]:
    """Exactly the files that decide, by their path below the folder. A file of another name in a policy is a slip."""
    files = [folder / name for name in (*SHARED_FILES, STACKING_FILE)]
    policies = folder / "policies"
    for path in sorted(path for path in policies.iterdir() if path.is_dir()) if policies.is_dir() else []:
        files += [path / name for name in POLICY_FILES]
        if not any((path / name).is_file() for name in POLICY_FILES):
            place = Place(path.relative_to(folder).as_posix(), 1)
            faults.add(place, "政策文件夹里没有政策", f"放入 {'、'.join(POLICY_FILES)}，或删除这个文件夹")
        for other in sorted(path.iterdir()):
            if other.name not in POLICY_FILES and not other.name.startswith((".", "_")):
                place = Place(other.relative_to(folder).as_posix(), 1)
                faults.add(place, "政策文件夹里有不认识的文件", f"只能有 {'、'.join(POLICY_FILES)}；改名或移走")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files if file.is_file()}


def content_hash(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and bytes of exactly the files that decide."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def parse_files(files: Mapping[str, bytes], faults: Faults) -> Trees:
    """Reads every file. Raises `RulebookError`: without readable files every further message would only mislead."""
    folders = sorted({name.split("/")[1] for name in files if name.startswith("policies/")})
    shared = {name: _tree(files, name, faults) for name in (*SHARED_FILES, STACKING_FILE)}
    policies = {folder: _policy_trees(files, folder, faults) for folder in folders}
    faults.raise_if_any()
    district, facts = shared["district.yaml"], shared["facts.yaml"]
    assert district is not None, "a file that cannot be read is a fault"
    assert facts is not None, "a file that cannot be read is a fault"
    return Trees(district, facts, shared[STACKING_FILE], policies)


def _policy_trees(files: Mapping[str, bytes], folder: str, faults: Faults) -> dict[str, Tree]:
    trees = {name: _tree(files, f"policies/{folder}/{name}", faults) for name in POLICY_FILES}
    return {name: tree for name, tree in trees.items() if tree is not None}


def _tree(files: Mapping[str, bytes], name: str, faults: Faults) -> Tree | None:
    if name not in files and name.split("/")[-1] in OPTIONAL_FILES:
        return None
    return parse_tree(files.get(name), name, faults)

"""A district's folder, read, checked and frozen. Its id is the hash of its files: same id, same answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from juxian.policy.checks import check_policy
from juxian.policy.definition import Policy, PolicyReader
from juxian.policy.district import District, read_district
from juxian.policy.faults import Faults, Place
from juxian.policy.parameters import Parameter, read_parameters
from juxian.policy.source import Reader, Tree, read_tree
from juxian.policy.vocabulary import Vocabulary, read_vocabulary
from juxian.policy.worked_case import CaseReader, WorkedCase

POLICY_FILES = ("policy.yaml", "parameters.yaml", "examples.yaml")


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Immutable; keep one per process and share it between threads. `id` is 64 hexadecimal digits."""

    id: str
    district: District
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    policies: Mapping[str, Policy]
    cases: Mapping[str, tuple[WorkedCase, ...]]


def load_rulebook(district_folder: Path | str) -> Rulebook:
    """Reads `district.yaml`, `facts.yaml` and `policies/*/`. Raises `RulebookError` with every fault found."""
    folder = Path(district_folder)
    faults = Faults()
    shared = {name: read_tree(folder / name, folder, faults) for name in ("district.yaml", "facts.yaml")}
    policy_trees = {path.name: _policy_trees(path, folder, faults) for path in _policy_folders(folder)}
    faults.raise_if_any()  # without readable files every further message would only mislead
    reader = Reader(faults)
    vocabulary = read_vocabulary(_present(shared["facts.yaml"]), reader)
    district = read_district(_present(shared["district.yaml"]), vocabulary.enums.get("skill_level", {}), reader)
    parameters = _parameters(policy_trees, reader)
    policies = _policies(policy_trees, vocabulary, parameters, faults)
    faults.raise_if_any()  # from here on every expression is well typed
    for policy in policies.values():
        check_policy(policy, faults)
    cases = _cases(policy_trees, policies, vocabulary, reader)
    faults.raise_if_any()
    assert district is not None, "a district that cannot be read is a fault"
    return Rulebook(content_hash(folder), district, vocabulary, parameters, policies, MappingProxyType(cases))


def content_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of exactly the files that decide."""
    files = [folder / "district.yaml", folder / "facts.yaml"]
    files += [path / name for path in _policy_folders(folder) for name in POLICY_FILES]
    digest = hashlib.sha256()
    for path in sorted(file for file in files if file.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _policy_folders(folder: Path) -> list[Path]:
    policies = folder / "policies"
    return sorted(path for path in policies.iterdir() if path.is_dir()) if policies.is_dir() else []


def _policy_trees(path: Path, folder: Path, faults: Faults) -> dict[str, Tree]:
    """The files of one policy. Only parameters may be absent; a file of another name is a slip."""
    trees = {}
    for name in POLICY_FILES:
        if name != "parameters.yaml" or (path / name).is_file():
            tree = read_tree(path / name, folder, faults)
            if tree:
                trees[name] = tree
    for other in sorted(path.iterdir()):
        if other.name not in POLICY_FILES and not other.name.startswith((".", "_")):
            place = Place(other.relative_to(folder).as_posix(), 1)
            faults.add(place, "政策文件夹里有不认识的文件", f"只能有 {'、'.join(POLICY_FILES)}；改名或移走")
    return trees


def _present(tree: Tree | None) -> Tree:
    assert tree is not None, "a file that cannot be read is a fault"
    return tree


def _id_of(trees: Mapping[str, Tree], reader: Reader) -> str:
    top = trees["policy.yaml"].value
    return reader.text(top.get("id")) if isinstance(top, dict) and "id" in top else ""


def _parameters(policy_trees: Mapping[str, dict[str, Tree]], reader: Reader) -> Mapping[str, Parameter]:
    found: dict[str, Parameter] = {}
    for trees in policy_trees.values():
        if "parameters.yaml" in trees:
            found |= read_parameters(trees["parameters.yaml"], _id_of(trees, reader), reader)
    return MappingProxyType(found)


def _policies(
    policy_trees: Mapping[str, dict[str, Tree]],
    vocabulary: Vocabulary,
    parameters: Mapping[str, Parameter],
    faults: Faults,
) -> Mapping[str, Policy]:
    found: dict[str, Policy] = {}
    for trees in policy_trees.values():
        policy = PolicyReader(vocabulary, parameters, faults).read(trees["policy.yaml"])
        if policy and policy.id in found:
            other = found[policy.id].place.file
            faults.add(policy.place, f"id“{policy.id}”已被 {other} 使用", "每项政策用自己的 id")
        elif policy:
            found[policy.id] = policy
    return MappingProxyType(found)


def _cases(
    policy_trees: Mapping[str, dict[str, Tree]],
    policies: Mapping[str, Policy],
    vocabulary: Vocabulary,
    reader: Reader,
) -> dict[str, tuple[WorkedCase, ...]]:
    return {
        policy.id: CaseReader(policy, vocabulary).read(trees["examples.yaml"], reader)
        for trees, policy in zip(policy_trees.values(), policies.values(), strict=True)
    }

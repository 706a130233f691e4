"""A district's folder, read, checked and frozen. Its id is the hash of its files: same id, same answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from juxian.policy.checks import check_policy
from juxian.policy.definition import Policy, PolicyReader
from juxian.policy.district import District, read_district
from juxian.policy.faults import Faults
from juxian.policy.files import Trees, collect, content_hash, parse_files
from juxian.policy.parameters import Parameter, read_parameters
from juxian.policy.source import Reader, Tree
from juxian.policy.stacking import Stacking, read_stacking
from juxian.policy.stacking_case import StackingCase, read_stacking_cases
from juxian.policy.vocabulary import Vocabulary, read_vocabulary
from juxian.policy.worked_case import CaseReader, Cohort, WorkedCase


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Immutable; keep one per process and share it between threads. `id` is 64 hexadecimal digits.

    `files` are the very bytes it was made of: whoever keeps them can make it again with `rulebook_of`.
    """

    id: str
    district: District
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    policies: Mapping[str, Policy]
    cases: Mapping[str, tuple[WorkedCase, ...]]
    cohorts: Mapping[str, tuple[Cohort, ...]]
    stacking: Stacking
    stacking_cases: tuple[StackingCase, ...]
    files: Mapping[str, bytes]


def load_rulebook(district_folder: Path | str) -> Rulebook:
    """Reads `district.yaml`, `facts.yaml`, `stacking.yaml`, `policies/*/`. Raises `RulebookError` with all faults."""
    faults = Faults()
    return _checked(collect(Path(district_folder), faults), faults)


def rulebook_of(files: Mapping[str, bytes]) -> Rulebook:
    """The same from the `files` of an earlier rulebook; it has the same id and gives the same answers."""
    return _checked(files, Faults())


def _checked(files: Mapping[str, bytes], faults: Faults) -> Rulebook:
    return build_rulebook(content_hash(files), parse_files(files, faults), files, faults)


def build_rulebook(identity: str, trees: Trees, files: Mapping[str, bytes], faults: Faults) -> Rulebook:
    """Checks what the files say, all of it, and freezes it."""
    reader = Reader(faults)
    vocabulary = read_vocabulary(trees.facts, reader)
    district = read_district(trees.district, vocabulary.enums.get("skill_level", {}), reader)
    parameters = _parameters(trees, reader)
    policies = _policies(trees, vocabulary, parameters, faults)
    faults.raise_if_any()  # from here on every expression is well typed
    for policy in policies.values():
        check_policy(policy, faults)
    stacking = read_stacking(trees.stacking, policies, reader)
    benefits = frozenset((*stacking.outside, *policies))
    cases, cohorts = _cases(trees, policies, vocabulary, reader)
    stacking_cases = read_stacking_cases(trees.stacking, benefits, reader)
    faults.raise_if_any()
    assert district is not None, "a district that cannot be read is a fault"
    return Rulebook(
        id=identity,
        district=district,
        vocabulary=vocabulary,
        parameters=parameters,
        policies=policies,
        cases=cases,
        cohorts=cohorts,
        stacking=stacking,
        stacking_cases=stacking_cases,
        files=MappingProxyType(dict(files)),
    )


def _id_of(trees: Mapping[str, Tree], reader: Reader) -> str:
    top = trees["policy.yaml"].value
    return reader.text(top.get("id")) if isinstance(top, dict) and "id" in top else ""


def _parameters(trees: Trees, reader: Reader) -> Mapping[str, Parameter]:
    found: dict[str, Parameter] = {}
    for policy_trees in trees.policies.values():
        if "parameters.yaml" in policy_trees:
            found |= read_parameters(policy_trees["parameters.yaml"], _id_of(policy_trees, reader), reader)
    return MappingProxyType(found)


def _policies(
    trees: Trees, vocabulary: Vocabulary, parameters: Mapping[str, Parameter], faults: Faults
) -> Mapping[str, Policy]:
    found: dict[str, Policy] = {}
    for policy_trees in trees.policies.values():
        policy = PolicyReader(vocabulary, parameters, faults).read(policy_trees["policy.yaml"])
        if policy and policy.id in found:
            other = found[policy.id].place.file
            faults.add(policy.place, f"id“{policy.id}”已被 {other} 使用", "每项政策用自己的 id")
        elif policy:
            found[policy.id] = policy
    return MappingProxyType(found)


def _cases(
    trees: Trees, policies: Mapping[str, Policy], vocabulary: Vocabulary, reader: Reader
) -> tuple[Mapping[str, tuple[WorkedCase, ...]], Mapping[str, tuple[Cohort, ...]]]:
    cases, cohorts = {}, {}
    for policy_trees, policy in zip(trees.policies.values(), policies.values(), strict=True):
        examples, case_reader = policy_trees["examples.yaml"], CaseReader(policy, vocabulary)
        cases[policy.id] = case_reader.read(examples, reader)
        cohorts[policy.id] = case_reader.read_cohorts(examples, cases[policy.id], reader)
    return MappingProxyType(cases), MappingProxyType(cohorts)

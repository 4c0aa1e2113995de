"""Which of the payloads that came together have to wait for each other."""

from collections.abc import Sequence

from channels_adapters.base import Payload


def kindred(payloads: Sequence[Payload]) -> list[list[Payload]]:
    """Lists whose members are to be taken in their order; no list need wait for another."""
    if any(payload.kin is None for payload in payloads):
        return [list(payloads)]
    groups: list[tuple[frozenset[str], list[int]]] = []
    for at, payload in enumerate(payloads):
        kin = payload.kin or frozenset()
        related = [group for group in groups if group[0] & kin]
        groups = [group for group in groups if not group[0] & kin]
        members = [member for _, members in related for member in members]
        groups.append((kin.union(*(known for known, _ in related)), [*members, at]))
    return [[payloads[at] for at in sorted(members)] for _, members in groups]

"""In which department a conversation begins that staff start."""

from collections.abc import Mapping

from models.documents import Channel, Department, Member
from models.documents.base import Id


def department_of_start(
    member: Member, channel: Channel, departments: Mapping[Id, Department]
) -> Id:
    """The channel's when its author works there, or in none; else the first of his own."""
    usual = next((one.id for one in departments.values() if one.is_default), None)
    of_channel = channel.department_id if channel.department_id in departments else usual
    own = [id for id in member.department_ids if id in departments]
    if of_channel is not None and (of_channel in own or not own):
        return of_channel
    return own[0] if own else next(iter(departments))

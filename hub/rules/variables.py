"""Variables in quick replies: ``{{contact.name}}``, or with a default ``{{contact.name|Bapak/Ibu}}``.

They are filled in where the text is inserted, from the conversation it is written in.
"""

import re

from hub.kit.errors import Invalid

NAMES = (
    "contact.name",
    "contact.firstName",
    "agent.name",
    "agent.firstName",
    "conversation.number",
    "company",
)

_VARIABLE = re.compile(r"{{([^{}]*)}}")


def check_variables(text: str) -> None:
    """Raises Invalid naming the first variable that nobody could fill in."""
    for inside in _VARIABLE.findall(text):
        name = inside.partition("|")[0].strip()
        if name not in NAMES:
            shown = name[:40] or "{{}}"
            raise Invalid(
                f"There is no variable {shown}.",
                fields={"text": f"unknown variable {shown}; known are {', '.join(NAMES)}"},
            )
    if "{{" in _VARIABLE.sub("", text):
        raise Invalid(
            "A variable has no end.", fields={"text": "a variable begins with {{ and never ends"}
        )

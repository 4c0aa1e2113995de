"""How fast a mail server takes mails of an account; what providers publish is in the presets."""

from channels_adapters.base import Limit, at_most
from channels_adapters.email.settings import EmailSettings

DAY = 86_400.0


def limits_of(settings: EmailSettings) -> list[Limit]:
    """The day's is spread: half of it at once, the rest evenly. So twelve busy hours keep within it, and
    who is busy around the clock gets on with all of it; a provider that counts otherwise says so.
    """
    minute, day = settings.per_minute, settings.per_day
    return [
        Limit(every=DAY / day, burst=max(1, day // 2)),
        at_most(minute, 60.0, burst=max(1, minute // 6)),
    ]

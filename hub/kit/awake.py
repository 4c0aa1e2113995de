"""Since when this process has worked without a break."""

from hub.kit.clock import Clock


class Awake:
    """Who was gone could not come back while the house stood still: counted from ``since``, he has
    a moment for it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.since = clock.now()

    def stood_still(self) -> None:
        """The house did not work until now."""
        self.since = self._clock.now()

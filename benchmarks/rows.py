"""What a bench reports: one measured value against one other, and what the ratio must reach."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table and of results.json. `ratio` is value / against, however good that is."""

    name: str
    value: float
    unit: str
    against: float | None = None
    """What the value is compared with, in the same unit; None when nothing is."""
    reach: str = ""
    """The target in words, for the table: ">= 1.8", "<= 1.5", "< 15 ms"."""

    @property
    def ratio(self) -> float | None:
        return self.value / self.against if self.against else None

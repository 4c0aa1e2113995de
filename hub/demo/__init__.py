"""The made-up parcel company Paketara: what ``make demo`` shows.

Everything is written in one transaction, so a load that was killed has left nothing behind but
numbers that nobody uses, and files that their due times sweep away.
"""

from hub.demo.loading import load

__all__ = ["load"]

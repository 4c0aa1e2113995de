"""What adapters and hub hand each other: one object per thing that happened."""

from models.envelopes.inbound import (
    AttachmentEnvelope,
    Envelope,
    LocationEnvelope,
    MessageEnvelope,
    SharedContact,
)

__all__ = [
    "AttachmentEnvelope",
    "Envelope",
    "LocationEnvelope",
    "MessageEnvelope",
    "SharedContact",
]

"""WhatsApp: the Cloud API of Meta, for business numbers."""

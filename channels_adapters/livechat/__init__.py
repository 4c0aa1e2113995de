"""Live chat: our own widget on the customer's site. There is no provider in between."""

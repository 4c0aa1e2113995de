"""Document to what one audience may see. Redaction happens only here."""

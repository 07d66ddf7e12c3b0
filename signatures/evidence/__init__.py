"""Is a returned file the issued text, and whose signature does it bear? Verdicts over bytes; nothing here decides."""

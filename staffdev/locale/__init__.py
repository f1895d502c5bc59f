"""The catalogues, and what keeps them complete: python -m staffdev.locale."""

"""The private address at which a calendar reads her sessions."""

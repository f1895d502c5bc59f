"""What the pages of plans show, gathered once."""

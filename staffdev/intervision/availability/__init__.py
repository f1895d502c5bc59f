"""When each of them can come: her week, other days than usual, and the times at which she is busy elsewhere."""

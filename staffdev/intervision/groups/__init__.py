"""Groups of peers and who belongs to them."""

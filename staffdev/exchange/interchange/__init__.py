"""The interchange document: everything an installation knows as JSON, keyed by codes, read back without loss."""

"""Measurements: ratios against a floor taken in the same run. Not part of `make test`."""

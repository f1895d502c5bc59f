"""`python -m staffdev` is `staffdev`."""

import sys

from staffdev.cli import main

if __name__ == "__main__":
    sys.exit(main())

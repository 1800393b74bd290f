"""``python -m newslint``: the same as the command ``newslint``."""

import sys

from newslint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

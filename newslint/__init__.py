"""A linter and formatter for articles that were scraped, imported or fed from elsewhere."""

import sys

__version__ = "0.1.0"
"""The version of the distribution: the build reads it from here, so that nothing has to look it up at run time."""

if sys.version_info < (3, 11, 5):
    from newslint.possessive import install

    install()

"""A linter and formatter for articles that were scraped, imported or fed from elsewhere."""

__version__ = "0.1.0"
"""The version of the distribution: the build reads it from here, so that nothing has to look it up at run time."""

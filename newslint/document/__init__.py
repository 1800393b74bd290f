"""From the bytes of a file to its front matter, markup and text, each with its exact span."""

"""The canonical form: how a file is written down."""

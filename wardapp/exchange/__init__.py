"""Packages: written, signed, sealed, read again; what a merge would do, reckoned without a file."""

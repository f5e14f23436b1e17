"""Office and PDF formats: reading what comes in, laying out and writing what goes out."""

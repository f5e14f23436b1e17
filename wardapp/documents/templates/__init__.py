"""The office's own Word templates: their fields read, marked and filled byte for byte."""

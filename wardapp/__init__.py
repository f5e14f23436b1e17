"""WardApp: registers, drafting, log and reports for the clerks of ward offices."""

__version__ = "0.1.0"

"""Report forms as data: loading, filling from the log, checking."""

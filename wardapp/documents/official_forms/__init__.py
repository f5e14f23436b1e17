"""Official workbooks and Word files: read as tables, filled cell by cell, nothing else touched."""

"""The painted parts that pages are put together from."""

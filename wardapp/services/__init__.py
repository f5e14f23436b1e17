"""What a clerk does, one module a thing; one call is one transaction."""

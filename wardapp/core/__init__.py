"""Values, rules and Vietnamese text, on the standard library alone; every room speaks these."""

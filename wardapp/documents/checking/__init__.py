"""The layout check: a Word file as it prints, its components, and the rules that judge them."""

"""Lists of rows: what a cell says, models that fetch in pages, the view that paints."""

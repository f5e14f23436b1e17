"""Files that units send back: workbooks, Word tables, text and web tables as plain grids."""

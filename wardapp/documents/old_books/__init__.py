"""Tables of old books: Excel, text, Word, Access and web pages read into plain cells."""

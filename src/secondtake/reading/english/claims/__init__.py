"""Claims as exact quotes: cut, dated, hedged, and whether footage could test them."""

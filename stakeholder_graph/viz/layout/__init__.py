"""Where the cards of a map stand: rows of seniority, lanes of departments, and who sits beside whom."""

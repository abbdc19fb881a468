"""What is missing, is it a coach, and what speaks against us: the rule table, its conditions and the coach test."""

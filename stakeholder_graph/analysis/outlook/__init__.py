"""Where the decision leans, what would move it, and what breaks it: forecast, next moves, visits, turnover."""

"""Where the decision leans, what that is made of, and how it would be decided."""

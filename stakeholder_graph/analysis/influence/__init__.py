"""Who moves the decision: the share of everybody in it, its explanation, and the other measures."""

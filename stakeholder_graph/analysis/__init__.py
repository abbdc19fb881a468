"""Who moves the decision: measures, shares, chains."""

"""The review of an account: what changed since the last one, what would change if, and where we stand."""

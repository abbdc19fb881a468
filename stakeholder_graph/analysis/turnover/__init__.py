"""What breaks if somebody leaves, on either side."""

"""What is known of one purchase at one account, gathered once: what every other room asks."""

"""Which way the lines of a map take between the cards."""

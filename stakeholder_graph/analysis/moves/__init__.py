"""Whose mind to work on next: moves, sponsors, visits, and the ways to go about them."""

"""The shape of the group that decides: structure, coalitions, votes, labels."""

"""The sections of a report: each says one thing of an account as blocks, from results that are already there."""

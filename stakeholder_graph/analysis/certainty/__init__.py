"""How sure we are: rankings and forecasts under what we are not sure of, and what to find out first."""

"""The command line: ``stakeholder-graph`` and ``python -m stakeholder_graph``."""

"""The buying center as a networkx graph, its tables, its checks and its arrays."""

"""The mathematics on arrays, with a leading batch axis: one account is a batch of one.

Matrices have the shape (batch, n, n) with row = listener and column = influencer; vectors have the shape (batch, n).
Nothing here knows of graphs, names or pandas.
"""

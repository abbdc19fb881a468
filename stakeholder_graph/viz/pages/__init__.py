"""One page for each kind of picture: facts in, a scene out. No graph, no table and no matplotlib.

The words of the pages stand in ``texts.toml`` beside them, one section for each page.
"""

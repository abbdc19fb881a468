"""Pictures of a buying center that go straight onto a slide.

The rooms, each importing only what stands below it: charts (what a user calls), pages (facts in, a scene out) and ink
(a scene on a matplotlib Axes), scene (plain shapes in pixels), routing, layout, and what all of them stand on: facts,
words, type and palette.
"""

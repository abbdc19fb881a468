"""Pictures of a buying center that go straight onto a slide.

The floors, each importing only what stands below it: palette and type, facts, layout, routing, scene (plain shapes in
pixels), ink (the scene on a matplotlib Axes), and the charts.
"""

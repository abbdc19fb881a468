"""A picture as plain shapes in pixels, before any drawing library has seen it."""

"""The pictures as a user asks for them: on Axes, as a scene, or straight into a file."""

"""Points, boxes and lines of the page, in pixels."""

"""Facts about an account, gathered once and rendered for people: text tables, Markdown, CSV, JSON, files."""

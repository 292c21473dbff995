"""The publication as it lies there: its files, and where the names in the graph lead."""

"""A graph held against the shapes: files become one graph, pyshacl judges it, the report is made to be read."""

"""A publication served live: its pages, a SPARQL endpoint, the canned queries over HTTP, and reconciliation."""

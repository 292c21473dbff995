"""A built graph put into a triple store of others, by the SPARQL 1.1 Graph Store Protocol."""

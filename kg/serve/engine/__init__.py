"""The query engine: processes of Oxigraph over an index on disk, each of which can be stopped at any moment."""

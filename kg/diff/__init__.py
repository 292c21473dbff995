"""What changed between two graphs, told to people: results, labels, documents, findings, and how much besides.

Two graphs are read as text so far as they agree word for word (`read`), compared statement by statement (`compare`),
and what differs is told in words (`tell`), in one of three forms (`text`, `markdown`, `plain`).
"""

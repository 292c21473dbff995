"""A built graph sent to a triple store, by the SPARQL 1.1 Graph Store Protocol.

A `record` kept in the store itself says which graphs are ours and what is in them, so that a push sends what changed,
goes on where one was interrupted, and touches nothing of others, from whatever machine.
"""

from kg.push.plan import Outcome
from kg.push.progress import Progress
from kg.push.run import push

__all__ = ["Outcome", "Progress", "push"]

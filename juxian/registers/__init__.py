"""Registers of other offices: what social insurance, the city's housing scheme, the courts … know, arrived as files.

A **register** is a described kind of row (`kinds`). A **delivery** is one file for it: read, previewed, taken in or
discarded, and perhaps withdrawn later. Its **rows** are never changed; a later delivery's row for the same key counts
from then on, so that what was known on any day can be read again. A **subject** is a human as an office names them,
registered here or not. A **query** is a person's question about what an office says of them.

Neighbour of `catalogue` and `payments`, above `notices`. Evaluation, training and benefits read it by `facts`.
"""

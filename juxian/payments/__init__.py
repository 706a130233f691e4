"""Money that was promised and how it reaches people: accounts of payees, obligations, ledger, batches, bank files.

Knows persons, policies as text keys, months and fen; nothing of law. Neighbours: people below; benefits above posts
what is owed and listens to what was paid.
"""

"""Juxian 聚贤: one spine from a skill to a certificate to an allowance to a bed.

Every change is an action, every status is a table, every policy is a folder. The order of the folders in
`docs/architecture.md` is the order of imports, top to bottom.
"""

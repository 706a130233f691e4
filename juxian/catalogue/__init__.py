"""The registers everybody refers to: occupations, the eight skill levels, industries, majors, divisions, and the
district's shortage catalogue (紧缺工种目录): an `Edition` a year with its `Item`s and the `Opinion`s on a draft.

A case points at the item of its own year, so what a published edition says never changes afterwards: later years
make later editions. Stands on `notices`, `people`, `policy` and `kit`; knows nothing of who is evaluated under it.
"""

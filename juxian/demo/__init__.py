"""A whole demo district, made only through actions, at the dates at which the real one moved (2023 until today).

Everything is invented but the figures of the first cohort: 154 people, 94 / 40 / 15 / 5. All people and organisations
are marked as demo; identity numbers lie in the division 350299, which nobody was ever given.
"""

"""Forms of the registers of other offices."""

"""Pages of the registers of other offices."""

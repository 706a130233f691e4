"""Indicators, the figures ledger, reports. Reads only: every figure opens the rows behind it."""

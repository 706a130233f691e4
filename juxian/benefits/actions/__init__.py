"""actions of benefits."""

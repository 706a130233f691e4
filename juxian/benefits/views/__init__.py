"""views of benefits."""

"""forms of benefits."""

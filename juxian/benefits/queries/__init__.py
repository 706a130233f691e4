"""queries of benefits."""

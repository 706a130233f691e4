"""The faces of the platform: home, my matters, the officers' work queue, search. Owns no table."""

"""Certificates: numbers, codes, PDF, verification, status. Learns of a recognition by being asked to issue."""

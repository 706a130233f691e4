"""What evaluation reads from people."""

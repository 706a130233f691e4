"""What credentials reads from people."""

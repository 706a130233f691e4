"""What people type, read and worded."""

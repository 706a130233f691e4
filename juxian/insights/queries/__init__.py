"""What insights reads from below, put together for its pages."""

"""Walks every address of the platform as every role, and throws nasty values at every parameter."""

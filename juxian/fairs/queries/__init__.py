"""The front door of fairs for reading."""

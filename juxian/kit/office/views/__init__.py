"""One file for each desk; every page lies under /office/."""

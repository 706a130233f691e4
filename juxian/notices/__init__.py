"""Public notices (公示) with masked names and working-day deadlines, and objections to them."""

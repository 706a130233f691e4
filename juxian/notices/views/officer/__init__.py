"""Pages of the office: notices and objections."""

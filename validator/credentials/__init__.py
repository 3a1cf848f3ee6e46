"""Reading and judging a file of credentials: what its labels name, and if each value is what it should be."""

"""The requirements library: blocks, sources and questions, and what is wrong in them."""

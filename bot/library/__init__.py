"""Content: seeds are read, checked and bound into one Edition; what is wrong with them is a list of Problems."""

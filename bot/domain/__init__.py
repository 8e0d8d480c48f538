"""Ground floor: pure values and arithmetic, standard library only."""

"""The thinking: an Understanding and an Edition → the facts of an Answer. Pure and synchronous."""

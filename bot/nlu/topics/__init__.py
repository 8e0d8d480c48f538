"""Free text -> the playbook's topics, best first, and whether the text is about offers and pay at all."""

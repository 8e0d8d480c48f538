"""Checks: one check is one small function over a Checked guide; a file holds one family of them."""

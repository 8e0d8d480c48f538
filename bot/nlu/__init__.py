"""Text as typed -> what was meant: company, role, region, level; or what to ask back."""

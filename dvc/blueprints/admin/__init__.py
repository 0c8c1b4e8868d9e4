"""Administer the portal: procedures and their versions, agencies and what they offer."""

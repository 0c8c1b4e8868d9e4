"""Map the rows of the database."""

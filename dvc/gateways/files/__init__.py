"""What a file is by its content, and a copy of it that is safe to look at."""

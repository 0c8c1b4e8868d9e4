"""Take and give files."""

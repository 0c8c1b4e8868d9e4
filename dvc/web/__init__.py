"""Hold what every page needs: sessions, permissions, rendering, headers."""
